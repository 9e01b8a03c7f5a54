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
    examples: """
      > alias turbo=fal-ai/z-image/turbo
      > turbo "a cat" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard !call.named.isEmpty else { return list(session) }
    for argument in call.named {
      guard case .parameter(let path, _) = argument.role, case .key(let word) = path.first, path.count == 1 else {
        throw Failure(.badInput, .notAWord).located(in: call.invocation.source, at: argument.range)
      }
      let model = try await session.catalogue.model(named: String(reading: argument.content))
      session.changeSettings { $0.aliases[word] = model.endpoint.description }
    }
    return .nothing
  }

  private func list(_ session: Session) -> Value {
    let aliases = session.settings.aliases.sorted { $0.key < $1.key }
    let json = JSON.object(JSONObject(uniqueKeysWithValues: aliases.map { ($0.key, .string($0.value)) }))
    let rows = aliases.map { [StyledText($0.key), StyledText($0.value, .model)] }
    return .handle(
      Sheet(json, kind: "table", lines: Table(rows: rows).lines(width: session.console.capabilities.columns)))
  }
}

extension Diagnostic {
  fileprivate static var notAWord: Diagnostic {
    Diagnostic(code: "wrong-argument", "an alias is one word", help: "alias best=fal-ai/veo3.1")
  }
}
