import Diagnostics
import JSON
package import Language

package enum FakeCommand: String, CaseIterable {
  case echo, count, upper, fail, refuse, later, answer, flaky, each, round, named, arguments, nothing, shape, write
  case declare

  package func callable(in host: FakeHost) -> any Callable { FakeCallable(command: self, host: host) }
}

struct FakeCallable: Callable {
  let command: FakeCommand
  let host: FakeHost

  func call(_ invocation: Invocation) async throws -> Value {
    switch command {
    case .echo, .write, .declare: return try await invocation.subject
    case .count: return .data(JSON(try await invocation.subject.settled().items?.count ?? 0))
    case .upper: return .data(.string(try await invocation.subject.json.string?.uppercased() ?? ""))
    case .fail: throw Failure(.fail, Diagnostic(code: "fail", try await invocation.subject.text ?? "failed"))
    case .refuse: throw Failure(.refused, Diagnostic(code: "refused", "over the budget"))
    case .later: return later(try await invocation.subject)
    case .answer: return .handle(FakeResult(json: ["output": .string(try await invocation.subject.text ?? "")]))
    case .flaky: return try await flaky(invocation)
    case .each: return try await each(invocation)
    case .round: return .data(invocation.round.map { JSON($0) } ?? .null)
    case .named: return .data(.bool(invocation.namesInput))
    case .arguments: return .data(.array(invocation.arguments.map(\.summary)))
    case .nothing: return .null
    case .shape: return .data(.string(invocation.shape))
    }
  }

  func check(_ invocation: Invocation) async -> [Diagnostic] {
    guard command == .upper, case .value(.data(.number))? = invocation.arguments.first?.content else { return [] }
    return [Diagnostic(code: "wrong-type", "upper takes a text")]
  }

  func shape(of invocation: Invocation) async -> Shape {
    switch command {
    case .count: .number
    case .upper: .text
    case .fail: .never
    case .nothing: .null
    case .answer: .described(FakeResultShape())
    case .each: .list(of: invocation.block?.shape ?? .anything, count: nil)
    default: .anything
    }
  }

  func blockContext(of invocation: Invocation) -> BlockContext {
    let input: Shape? =
      switch invocation.input {
      case .none: nil
      case .value(let value): Shape.constant(value)
      case .unknown(let shape): shape
      }
    let item = input?.items?.shape ?? .anything
    guard case .word(let word)? = invocation.arguments.first?.content else { return BlockContext(input: item) }
    return BlockContext(input: nil, bindings: [word: item])
  }

  /// `declare word` makes a word, a name and a `def` of it; alone, nobody
  /// knows what.
  func declarations(of invocation: Invocation) async -> Declarations {
    guard command == .declare else { return Declarations() }
    guard case .word(let word)? = invocation.arguments.first?.content else { return Declarations(isOpen: true) }
    return Declarations(callables: [word: FakeCallable(command: .upper, host: host)], names: [word: .number])
  }

  var writesFiles: Bool { command == .write }

  private func later(_ value: Value) -> Value { .handle(FakeJob(host.settledJobs) { value }) }

  /// Fails as its first word says, as often as its second does.
  private func flaky(_ invocation: Invocation) async throws -> Value {
    let words = invocation.arguments.map { $0.summary.string ?? "" }
    let kind = words.first.flatMap(Failure.Kind.init(rawValue:)) ?? .network
    let attempt = host.attempts.increment()
    guard attempt > Int(words.last ?? "") ?? 1 else {
      throw Failure(kind, Diagnostic(code: "flaky", "attempt \(attempt) failed"), type: "T", status: 503)
    }
    return .data(.string("attempt \(attempt)"))
  }

  private func each(_ invocation: Invocation) async throws -> Value {
    guard case .value(let input) = invocation.input, case .block(let block)? = invocation.arguments.last?.content
    else { throw Failure(.badInput, Diagnostic(code: "each", "each takes a list and a block")) }
    let name: String? = if case .word(let word)? = invocation.arguments.first?.content { word } else { nil }
    var values: [Value] = []
    for (index, item) in (input.items ?? []).enumerated() {
      let bindings = name.map { [$0: item] } ?? [:]
      values.append(try await block.run(name == nil ? item : nil, bindings, index))
    }
    return .list(values)
  }
}

/// What `answer` gives.
struct FakeResultShape: ShapeDescription {
  let kindName = "result"
  let fieldNames = ["output", "seed", "url"]
  let hasText: Bool? = true

  func field(_ name: String) -> Shape? {
    switch name {
    case "output", "url": .text
    case "seed": .number
    default: nil
    }
  }

  func isSame(as other: any ShapeDescription) -> Bool { other is FakeResultShape }
}

extension Invocation {
  /// The block among the arguments.
  fileprivate var block: BlockValue? {
    arguments.lazy.compactMap { if case .block(let block) = $0.content { block } else { nil } }.first
  }

  /// The first positional value, else what is piped in.
  var subject: Value {
    get async throws {
      switch arguments.first?.content {
      case .word(let word): return .data(.string(word))
      case .value(let value): return value
      default: break
      }
      if case .value(let value) = input { return value }
      return .null
    }
  }

  /// `job | file`: the kinds of the arguments as they came.
  var shape: String {
    arguments.map { argument in
      if case .value(let value) = argument.content { value.kindName } else { "no value" }
    }.joined(separator: " ")
  }
}

extension Argument {
  /// The argument with its role, as it came.
  var summary: JSON {
    switch role {
    case .positional: content.summary
    case .parameter(let path, let isRaw):
      ["path": .string("\(path.map(\.summary))"), "raw": .bool(isRaw), "value": content.summary]
    case .option(let name): ["option": .string(name), "value": content.summary]
    }
  }
}

extension Argument.PathStep {
  var summary: String {
    switch self {
    case .key(let key): key
    case .index(let index): "\(index)"
    }
  }
}

extension Argument.Content {
  var summary: JSON {
    switch self {
    case .flag: "flag"
    case .word(let word): .string(word)
    case .value(let value): value.json
    case .block: "block"
    case .unknown: "unknown"
    }
  }
}
