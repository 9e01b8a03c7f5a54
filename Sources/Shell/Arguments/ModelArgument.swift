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
