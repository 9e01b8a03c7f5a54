#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

  /// The clock of the machine.
  package static let system = SandboxClock(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    },
    sleep: { duration in try await Task.sleep(for: duration) })
}
