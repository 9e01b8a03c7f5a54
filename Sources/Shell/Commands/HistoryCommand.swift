import JSON
import Language
import Terminal

/// What was typed.
struct HistoryCommand: Command {
  private static let count = Omittable("count", Int.self, "how many lines; 20 if not given")

  static let name = "history"

  static let manual = Manual(
    name: name, group: .session, summary: "lists the lines that were typed", parameters: [count],
    examples: """
      > print 1
      1
      > history 1
      print 1
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let lines = session.typedLines.suffix(max(0, try call[Self.count] ?? 20))
    return .handle(
      Sheet(.array(lines.map(JSON.string)), kind: "list", lines: lines.flatMap { text in
        text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
      }))
  }
}
