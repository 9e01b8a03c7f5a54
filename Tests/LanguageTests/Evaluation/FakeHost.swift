import Diagnostics
import JSON
import Language
import Synchronization

/// A shell of a few commands that keeps what it is given.
final class FakeHost: Host {
  private struct Log {
    var presented: [String] = []
    var ran = 0
    var shellInputs: [String] = []
    var latest: Value?
  }

  private let log = Mutex(Log())
  let settledJobs = Counter()
  let attempts = Counter()

  var presented: [String] { log.withLock { $0.presented } }
  var statementsRun: Int { log.withLock { $0.ran } }

  func callable(named name: String) -> (any Callable)? { FakeCommand(rawValue: name).map { $0.callable(in: self) } }

  func unknownCallable(_ call: CallSyntax, in source: SourceText) -> Diagnostic {
    let near = call.name.value.nearest(among: FakeCommand.allCases.map(\.rawValue))
    return Diagnostic(
      code: "unknown-command", "no command '\(call.name.value)'", help: near.map { "did you mean '\($0)'?" })
  }

  func job(_ number: Int?) async throws -> Value {
    guard number == nil || number == 3 else {
      throw Failure(.badInput, Diagnostic(code: "no-job", "there is no job \(number ?? 0)"))
    }
    return .handle(FakeResult(json: ["images": [["url": "a.png"], ["url": "b.png"]], "seed": 18_446_744_073_709]))
  }

  func file(_ path: String) async throws -> Value {
    if let diagnostic = checkFile(path) { throw Failure(.badInput, diagnostic) }
    return .handle(FakeFile(path: path))
  }

  func checkFile(_ path: String) -> Diagnostic? {
    path.hasPrefix("missing") ? Diagnostic(code: "missing-file", "there is no file '\(path)'") : nil
  }

  func present(_ value: Value, of statement: Statement, in source: SourceText) async {
    log.withLock { $0.presented.append(value.json.text) }
  }

  func willRun(_ statement: Statement, in source: SourceText) async { log.withLock { $0.ran += 1 } }

  func background(
    _ range: SourceRange, in source: SourceText, _ work: @escaping @Sendable () async throws -> Value
  ) async -> Value {
    .handle(FakeJob(settledJobs, value: work))
  }

  func shell(_ command: String, input: Value?) async throws -> Value {
    throw Failure(.badInput, Diagnostic(code: "no-programs", "a file starts no programs"))
  }
}

final class Counter: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  @discardableResult func increment() -> Int { count.withLock { $0 += 1; return $0 } }
}

/// Does its work where it is first waited for.
struct FakeJob: Handle {
  let counter: Counter
  let value: @Sendable () async throws -> Value

  init(_ counter: Counter, value: @escaping @Sendable () async throws -> Value) {
    self.counter = counter
    self.value = value
  }

  var kindName: String { "job" }
  var json: JSON { "a job" }

  func settled() async throws -> Value {
    counter.increment()
    return try await value()
  }
}

struct FakeResult: Handle {
  let json: JSON
  var kindName: String { "result" }
  var helperNames: [String] { ["url", "meta"] }
  var text: String? { json["output"]?.string }

  func helper(_ name: String) -> Value? {
    switch name {
    case "url": json["images"]?[0]?["url"].map(Value.data)
    case "meta": .data(["model": "fake"])
    default: nil
    }
  }
}

struct FakeFile: Handle {
  let path: String
  var kindName: String { "file" }
  var json: JSON { .string("@" + path) }
}
