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
    let (seconds, time) = (try call[Self.seconds], session.environment.time)
    _ = try await time.value(within: seconds) {
      // A replay without delay does not wait for the time, but for what was to be ready by then.
      for job in session.jobs.unfinished { _ = try? await job.result.value() }
      try await time.pause(seconds)
    }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}
