import Language
import Terminal

/// Clears the screen.
struct ClearCommand: Command {
  static let name = "clear"

  static let manual = Manual(
    name: name, group: .shell, summary: "clears the screen",
    examples: """
      > clear
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    session.console.screen.clear()
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}
