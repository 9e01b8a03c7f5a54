import FalProtocol
import Synchronization

/// Ends an operation that shows no sign of life.
final class Watchdog: Sendable {
  private let signs = Mutex(0)

  /// A sign of life.
  func feed() { signs.withLock { $0 &+= 1 } }

  /// Runs `operation`, which must feed the watchdog it is given.
  /// - Parameter limit: after it without a sign, or at most twice of it, the
  ///   operation is cancelled; nil is for ever.
  /// - Parameter discard: is given what came nevertheless when it was too
  ///   late, if that must be closed.
  /// - Throws: a `TransportFault` that it timed out, or what `operation` throws.
  static func watch<Value: Sendable>(
    limit: Duration?, clock: any Clock<Duration>, host: String,
    discarding discard: @Sendable (Value) async -> Void = { _ in },
    _ operation: @escaping @Sendable (Watchdog) async throws -> Value
  ) async throws -> Value {
    let watchdog = Watchdog()
    guard let limit else { return try await operation(watchdog) }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await operation(watchdog) }
      group.addTask {
        try await watchdog.waitForSilence(of: limit, clock: clock)
        return nil
      }
      do {
        guard let first = try await group.next(), let value = first else { throw TransportFault(.timedOut, host: host) }
        return value
      } catch {
        group.cancelAll()
        while let late = await group.nextResult() { if case .success(let value?) = late { await discard(value) } }
        throw error
      }
    }
  }

  private func waitForSilence(of limit: Duration, clock: any Clock<Duration>) async throws {
    var before: Int?
    while true {
      let now = signs.withLock { $0 }
      if now == before { return }
      before = now
      try await clock.sleep(for: limit)
    }
  }
}
