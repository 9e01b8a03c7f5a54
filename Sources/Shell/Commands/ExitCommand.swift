import Language

/// Leaves the shell or script.
struct ExitCommand: Command {
  private static let status = Omittable("status", ExitStatus.self, "the exit status; 0 if not given")

  static let name = "exit"

  static let manual = Manual(
    name: name, group: .scripts, summary: "leaves, with an exit status", parameters: [status],
    examples: """
      > exit 3
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    session.requestExit(Int32(try call[Self.status]?.status ?? 0))
    throw ExitRequest()
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .never }
}

/// What a program can end with: the system keeps a byte of it.
struct ExitStatus: ArgumentType {
  static let label = Int.label
  let status: UInt8

  init(reading content: Argument.Content) throws {
    guard let status = UInt8(exactly: try Int(reading: content)) else { throw Failure.wants("from 0 to 255") }
    self.status = status
  }
}

/// Ends the run; no `catch` sees it.
struct ExitRequest: Error {}
