import Diagnostics
import FalProtocol
import Language

/// A model's endpoint id, or an alias of one.
struct ModelArgument: ArgumentType {
  static let label = "MODEL"
  let name: String

  init(reading content: Argument.Content) throws {
    let text = try String(reading: content)
    guard !text.isEmpty else { throw Failure.wants("a model's id") }
    name = text
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    session.models(matching: prefix)
  }
}

/// A model that answers in real time: those whose ids say so are offered.
struct RealtimeModelArgument: ArgumentType {
  static let label = ModelArgument.label
  let name: String

  init(reading content: Argument.Content) throws { name = try ModelArgument(reading: content).name }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    let found = session.models(matching: prefix)
    let likely = found.filter { $0.text.hasSuffix("/realtime") }
    return likely.isEmpty ? found : likely
  }
}
