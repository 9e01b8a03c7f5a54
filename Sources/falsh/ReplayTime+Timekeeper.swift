import FalClient
import Shell

extension Timekeeper {
  /// Goes by the time of a replay.
  mutating func follow(_ time: any ReplayTime) {
    now = { .seconds(time.now) }
    pause = { try await time.pause($0) }
  }
}

extension ReplayTime {
  /// Lets time pass.
  /// - Throws: `CancellationError`.
  func pause(_ duration: Duration) async throws { try await wait(until: now + duration / .seconds(1)) }
}
