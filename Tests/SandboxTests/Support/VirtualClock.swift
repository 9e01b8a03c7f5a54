import Sandbox
import Synchronization

/// A clock that nobody waits for: sleeping moves its hands.
final class VirtualClock: Sendable {
  private let time = Mutex(Duration.seconds(1_770_000_000))

  func advance(by duration: Duration) { time.withLock { $0 += duration } }

  var clock: SandboxClock {
    SandboxClock(
      now: { self.time.withLock { $0 } },
      sleep: { duration in
        try Task.checkCancellation()
        self.advance(by: duration)
        await Task.yield()
      })
  }
}
