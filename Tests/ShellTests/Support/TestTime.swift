@testable import Shell

/// Time for tests: the clock stands still, short waits are over at once, and
/// long ones (limits that nothing is to reach) really wait, for as long as a
/// busy machine may take.
enum TestTime {
  /// Waits below this pass at once.
  static let patience = Duration.seconds(1)

  static let timekeeper = Timekeeper(now: { .zero }, date: { 1_767_225_600 }, sleep: sleep)

  @Sendable static func sleep(_ duration: Duration) async throws {
    try Task.checkCancellation()
    guard duration >= patience else { return await letOthersRun() }
    try await ContinuousClock().sleep(for: duration * 5)
  }

  /// No time passes, but whatever can go on without it does, as it would in a
  /// tenth of a second.
  private static func letOthersRun() async {
    for _ in 0..<100 { await Task.yield() }
  }

  /// The same for whoever wants a `Clock`: retries come at once.
  struct Clock: _Concurrency.Clock {
    struct Instant: InstantProtocol {
      var offset: Duration

      func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
      func duration(to other: Instant) -> Duration { other.offset - offset }
      static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    /// Between the longest delay of a retry and the shortest limit.
    static let patience = Duration.seconds(30)

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
      try Task.checkCancellation()
      guard deadline.offset >= Self.patience else { return await Task.yield() }
      try await ContinuousClock().sleep(for: deadline.offset)
    }
  }

  /// A clock on which no pause ever ends.
  struct Standstill: _Concurrency.Clock {
    var now: Clock.Instant { Clock.Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Clock.Instant, tolerance: Duration?) async throws {
      try await ContinuousClock().sleep(for: .seconds(600))
    }
  }

  /// A clock that runs fifty times as fast: limits are reached in a test.
  struct Hurry: _Concurrency.Clock {
    private static let factor = 50

    var now: Clock.Instant {
      Clock.Instant(offset: ContinuousClock.now.duration(to: Self.start) * -Self.factor)
    }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Clock.Instant, tolerance: Duration?) async throws {
      try await ContinuousClock().sleep(for: now.duration(to: deadline) / Self.factor)
    }

    private static let start = ContinuousClock.now
  }
}
