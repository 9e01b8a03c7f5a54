import Synchronization

/// A value that will be there once. Any number of tasks may wait for it, and
/// each may be cancelled without disturbing the others or the work behind
/// it: that is how Ctrl-C leaves a paid job running.
final class Settlement<Wrapped: Sendable>: Sendable {
  private enum State {
    case waiting([Int: CheckedContinuation<Wrapped, any Error>], nextID: Int)
    case settled(Result<Wrapped, any Error>)
  }

  private let state = Mutex(State.waiting([:], nextID: 0))

  init() {}

  /// A value that is there already.
  convenience init(_ value: Wrapped) {
    self.init()
    settle(.success(value))
  }

  /// The value of some work, which begins now and goes on whoever waits.
  convenience init(of work: @escaping @Sendable () async throws -> Wrapped) {
    self.init()
    Task { do { settle(.success(try await work())) } catch { settle(.failure(error)) } }
  }

  /// The value or failure, if it is there.
  var outcome: Result<Wrapped, any Error>? {
    state.withLock { if case .settled(let outcome) = $0 { outcome } else { nil } }
  }

  /// Sets the value. Only the first time counts.
  func settle(_ outcome: Result<Wrapped, any Error>) {
    let waiting = state.withLock { state -> [CheckedContinuation<Wrapped, any Error>] in
      guard case .waiting(let continuations, _) = state else { return [] }
      state = .settled(outcome)
      return Array(continuations.values)
    }
    for continuation in waiting { continuation.resume(with: outcome) }
  }

  /// Waits for the value.
  /// - Throws: the failure it settled to; `CancellationError` if the waiting
  ///   task is cancelled.
  func value() async throws -> Wrapped {
    if let outcome { return try outcome.get() }
    return try await value(for: newID())
  }

  /// Waits for the value, but no longer than `limit`.
  /// - Returns: nil if it was not there by then.
  /// - Throws: what `value()` throws.
  func value(within limit: Duration, by time: Timekeeper) async throws -> Wrapped? {
    if let outcome { return try outcome.get() }
    let id = newID()
    var alarm: Task<Void, any Error>?
    defer { alarm?.cancel() }
    do {
      // It goes off no sooner than there is somebody to hear it.
      return try await value(for: id) {
        alarm = Task {
          try await time.sleep(limit)
          take(id)?.resume(throwing: TooLate())
        }
      }
    } catch is TooLate {
      return nil
    }
  }

  private struct TooLate: Error {}

  private func newID() -> Int {
    state.withLock { state in
      guard case .waiting(let continuations, let nextID) = state else { return 0 }
      state = .waiting(continuations, nextID: nextID + 1)
      return nextID
    }
  }

  /// - Parameter whenWaiting: called once the waiting has begun.
  private func value(for id: Int, whenWaiting: () -> Void = {}) async throws -> Wrapped {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enqueue(continuation, as: id)
        whenWaiting()
      }
    } onCancel: {
      take(id)?.resume(throwing: CancellationError())
    }
  }

  private func enqueue(_ continuation: CheckedContinuation<Wrapped, any Error>, as id: Int) {
    // A cancellation that came before the continuation was stored finds
    // nothing to resume; it is seen here instead.
    let outcome = state.withLock { state -> Result<Wrapped, any Error>? in
      switch state {
      case .settled(let outcome): return outcome
      case .waiting(_, _) where Task.isCancelled: return .failure(CancellationError())
      case .waiting(var continuations, let nextID):
        continuations[id] = continuation
        state = .waiting(continuations, nextID: nextID)
        return nil
      }
    }
    if let outcome { continuation.resume(with: outcome) }
  }

  private func take(_ id: Int) -> CheckedContinuation<Wrapped, any Error>? {
    state.withLock { state in
      guard case .waiting(var continuations, let nextID) = state else { return nil }
      let continuation = continuations.removeValue(forKey: id)
      state = .waiting(continuations, nextID: nextID)
      return continuation
    }
  }
}
