/// The time by which the sandbox works: when it is, and how to wait.
package struct SandboxClock: Sendable {
  /// The time since the start of 1970, UTC.
  package let now: @Sendable () -> Duration
  /// Suspends for a time; throws if the task is cancelled meanwhile.
  package let sleep: @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
