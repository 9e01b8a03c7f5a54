import Diagnostics
import JSON
import Language

/// A text as a list of its lines.
struct LinesCommand: Command {
  private static let text = Omittable("text", TextOrFile.self, "a text or @file; or piped in")

  static let name = "lines"

  static let manual = Manual(
    name: name, group: .values, summary: "gives the lines of a text as a list; blank ones are dropped",
    input: .optional, parameters: [text],
    examples: #"""
      > "a fox\n\nan owl\n" | lines
      ["a fox","an owl"]
      """#)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let text = try await TextOrFile.text(of: call, Self.text, in: session)
    let lines = text.split(whereSeparator: \.isNewline).filter { line in line.contains { !$0.isWhitespace } }
    return .data(.array(lines.map { .string(String($0)) }))
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .list(of: .text, count: nil) }
}
