import Language

/// Leaves the shell or script.
struct ExitCommand: Command {
  private static let status = Omittable("status", Int.self, "the exit status; 0 if not given")

  static let name = "exit"

  static let manual = Manual(
    name: name, group: .scripts, summary: "leaves, with an exit status", parameters: [status],
    examples: """
      > exit 3
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    session.requestExit(Int32(truncatingIfNeeded: try call[Self.status] ?? 0))
    throw ExitRequest()
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .never }
}

/// Ends the run; no `catch` sees it.
struct ExitRequest: Error {}
