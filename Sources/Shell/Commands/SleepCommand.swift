import Language

/// Waits a while.
struct SleepCommand: Command {
  private static let seconds = Required("seconds", Duration.self, "how long")

  static let name = "sleep"

  static let manual = Manual(
    name: name, group: .scripts, summary: "waits so many seconds", parameters: [seconds],
    examples: """
      > sleep 0.01
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    try await session.environment.time.pause(try call[Self.seconds])
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}
