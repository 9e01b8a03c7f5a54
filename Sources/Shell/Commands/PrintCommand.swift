import JSON
import Language
import Terminal

/// Writes values as texts.
struct PrintCommand: Command {
  private static let values = Repeated("value", AnyArgument.self, "what to write")

  static let name = "print"

  static let manual = Manual(
    name: name, group: .values, summary: "writes values, blanks between them", input: .optional,
    parameters: [values],
    examples: """
      > print "a fox" 7
      a fox 7
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var values = try await call[Self.values].asyncMap { try await $0.value.settled() }
    if let input = try await call.furtherInput { values.append(input) }
    session.console.writeLine(StyledText(values.map { $0.text ?? $0.json.text }.joined(separator: " ")))
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}
