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
    let count = try call[Self.count] ?? 20
    guard count > 0 else {
      throw Failure.wants("1 or more").located(in: call.invocation.source, at: call.range(of: Self.count))
    }
    let lines = session.typedLines.suffix(count)
    return .handle(
      Sheet(
        .array(lines.map(JSON.string)), kind: "list",
        lines: lines.flatMap { text in
          text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
        }))
  }
}
