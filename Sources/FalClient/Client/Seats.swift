import Synchronization

/// Places for what lasts long: whoever finds none does without.
final class Seats: Sendable {
  /// How many there are.
  let count: Int
  private let taken = Mutex(0)

  init(_ count: Int) { self.count = count }

  /// Does something on a seat.
  /// - Returns: nil if none was free, and nothing was done.
  func seated<Value, Fault: Error>(_ body: () async throws(Fault) -> Value) async throws(Fault) -> Value? {
    guard take() else { return nil }
    defer { taken.withLock { $0 -= 1 } }
    return try await body()
  }

  private func take() -> Bool {
    taken.withLock { taken in
      guard taken < count else { return false }
      taken += 1
      return true
    }
  }
}
