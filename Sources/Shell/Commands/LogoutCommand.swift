import FalProtocol
import Language

/// Forgets the key that login kept.
struct LogoutCommand: Command {
  static let name = "logout"

  static let manual = Manual(
    name: name, group: .shell, summary: "forgets the key that login kept",
    examples: """
      > logout
      there was no key
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let file = KeyFile(environment: session.environment)
    let kept = file.key
    session.console.note(try file.remove() ? "the key is forgotten: \(file.path)" : "there was no key")
    if let key = session.environment.variables["FAL_KEY"], !key.isEmpty, key != kept {
      session.console.note("FAL_KEY in the environment is another one, and stays")
    }
    return .nothing
  }
}
