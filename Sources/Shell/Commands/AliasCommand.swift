import Diagnostics
import FalProtocol
import JSON
import Language
import Terminal

/// A word for a model.
struct AliasCommand: Command {
  static let name = "alias"

  static let manual = Manual(
    name: name, group: .generate, summary: "makes a word of a model; alone, lists the words", takesAnyNamed: true,
    details: "A script sees the words that it makes itself, and those of guide; unset takes one away.",
    examples: """
      > alias turbo=fal-ai/z-image/turbo
      > turbo "a cat" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > alias
      turbo  fal-ai/z-image/turbo
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard !call.named.isEmpty else { return list(session) }
    for argument in call.named {
      guard let word = argument.word else {
        throw Failure(.badInput, .notAWord).located(in: call.invocation.source, at: argument.range)
      }
      let model = try await session.catalogue.model(named: session.modelID(of: String(reading: argument.content)))
      session.changeSettings { $0.aliases[word] = model.endpoint.description }
    }
    return .nothing
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for argument in call.named {
      let source = call.invocation.source
      if let problem = argument.aliasProblem { problems.append(problem.located(in: source, at: argument.nameRange)) }
      guard let name = try? String(reading: argument.content) else { continue }
      guard !name.isEmpty else {
        problems.append(Diagnostic.noModel(argument.word ?? "").located(in: source, at: argument.nameRange))
        continue
      }
      let problem = await session.catalogue.problem(ofModel: session.modelID(of: name, in: call.invocation))
      problems += problem.map { [$0.located(in: source, at: argument.valueRange)] } ?? []
    }
    return problems
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    call.named.isEmpty ? .anything : .constant(.nothing)
  }

  func declarations(of call: CommandCall, in session: Session) async -> Declarations {
    var declarations = Declarations()
    for argument in call.named {
      guard let word = argument.word, let name = try? String(reading: argument.content) else { continue }
      let target = session.modelID(of: name, in: call.invocation)
      declarations.callables[word] = ModelCallable(name: target, session: session)
    }
    return declarations
  }

  private func list(_ session: Session) -> Value {
    let aliases = session.settings.aliases.sorted { $0.key < $1.key }
    let json = JSON.object(JSONObject(uniqueKeysWithValues: aliases.map { ($0.key, .string($0.value)) }))
    let rows = aliases.map { [StyledText($0.key), StyledText($0.value, .model)] }
    return .handle(
      Sheet(json, kind: "table", lines: Table(rows: rows).lines(width: session.console.capabilities.columns)))
  }
}

extension Argument {
  /// The word that it gives a meaning to; nil if it is none.
  fileprivate var word: String? {
    guard case .parameter(let path, _) = role, case .key(let word) = path.first, path.count == 1 else { return nil }
    return word
  }

  fileprivate var aliasProblem: Diagnostic? {
    guard let word else { return .notAWord }
    if Parser.isReserved(word) { return .reservedWord(word) }
    return Commands.named(word) == nil ? nil : .hidden(word)
  }
}

extension Diagnostic {
  fileprivate static func reservedWord(_ word: String) -> Diagnostic {
    Diagnostic(code: "reserved-name", "'\(word)' is a word of the language", help: "another word: my-\(word)")
  }

  fileprivate static func hidden(_ word: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "hidden-command", "this `alias` hides the command '\(word)'", help: "another name keeps both")
  }

  fileprivate static func noModel(_ word: String) -> Diagnostic {
    Diagnostic(code: "missing-argument", "'\(word)' needs the model that it stands for", help: "\(word)=MODEL")
  }

  fileprivate static var notAWord: Diagnostic {
    Diagnostic(code: "wrong-argument", "an alias is one word", help: "alias best=fal-ai/veo3.1")
  }
}
