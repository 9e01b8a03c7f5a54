import Synchronization

/// Time in which nobody waits: whoever waits for a moment is woken as soon as
/// all that comes before it has been done. So things happen in the order in
/// which they happened, and with nothing between them.
///
/// What came before a moment is known by what was asked of the platform until
/// then. What is done without it shows by the work of the process: when that
/// rests, and nobody has begun to wait, it is done.
package final class HurriedTime: ReplayTime {
  private struct State {
    var now = 0.0
    var waiters: [Int: (moment: Double, continuation: CheckedContinuation<Void, any Error>)] = [:]
    /// How often somebody began to wait, or was woken.
    var events = 0
    var isDriven = false
  }

  private let recording: Recording
  private let breathe: @Sendable (Duration) async throws -> Void
  private let work: @Sendable () -> Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - breathe: lets real time pass.
  ///   - work: the processor time that the process has taken so far.
  package init(
    _ recording: Recording, breathe: @escaping @Sendable (Duration) async throws -> Void,
    work: @escaping @Sendable () -> Duration
  ) {
    self.recording = recording
    self.breathe = breathe
    self.work = work
  }

  package var now: Double { state.withLock { $0.now } }

  package func wait(until moment: Double) async throws {
    try Task.checkCancellation()
    guard let id = begin(moment) else { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { enqueue($0, as: id, until: moment) }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
    }
  }

  /// - Returns: nil if the moment is past.
  private func begin(_ moment: Double) -> Int? {
    state.withLock { state in
      guard moment > state.now else { return nil }
      state.events += 1
      return state.events
    }
  }

  private func enqueue(_ continuation: CheckedContinuation<Void, any Error>, as id: Int, until moment: Double) {
    let startsDriver = state.withLock { state -> Bool? in
      // Whoever was cancelled before he could be found here is seen now.
      guard !Task.isCancelled else { return nil }
      state.waiters[id] = (moment, continuation)
      defer { state.isDriven = true }
      return !state.isDriven
    }
    guard let startsDriver else { return continuation.resume(throwing: CancellationError()) }
    if startsDriver { Task { await drive() } }
  }

  // MARK: Waking

  /// How long it is between two looks.
  private static let breath = Duration.microseconds(500)
  /// What a process takes of a breath that only looks.
  private static let rest = Duration.microseconds(150)
  /// After so many looks at a process that rests, a request of the recording
  /// is not expected any more.
  private static let patience = 400
  /// After so many looks somebody is woken even beside work.
  private static let longest = 4000

  /// Wakes one after the other, until there is nobody left.
  private func drive() async {
    var (looks, rests) = (0, 0)
    while let next = upcoming() {
      let before = work()
      try? await breathe(Self.breath)
      let isResting = work() - before < Self.rest && state.withLock { $0.events } == next.events
      (looks, rests) = (looks + 1, isResting ? rests + 1 : 0)
      let isDue = rests >= needed(before: next.moment) && !recording.expectsRequest(before: next.moment)
      guard isDue || rests > Self.patience || looks > Self.longest else { continue }
      wake(at: next.moment)
      (looks, rests) = (0, 0)
    }
  }

  /// How often a process has to be seen at rest, which may be kept from its
  /// work by others: more often where there was much time.
  private func needed(before moment: Double) -> Int { Int(min(20, max(1, (moment - now) * 20))) }

  private func upcoming() -> (moment: Double, events: Int)? {
    state.withLock { state in
      guard let first = state.waiters.values.min(by: { $0.moment < $1.moment }) else {
        state.isDriven = false
        return nil
      }
      return (first.moment, state.events)
    }
  }

  private func wake(at moment: Double) {
    recording.forgetRequests(before: moment)
    let woken = state.withLock { state in
      state.now = max(state.now, moment)
      state.events += 1
      let due = state.waiters.filter { $0.value.moment <= moment }
      for id in due.keys { state.waiters[id] = nil }
      return due
    }
    for (_, waiter) in woken.sorted(by: { $0.key < $1.key }) { waiter.continuation.resume() }
  }
}
