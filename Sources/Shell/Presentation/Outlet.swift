import Synchronization

/// Where texts go out, one after the other: what is one text stays one, though
/// it is written in pieces and by several at once.
final class Outlet: Sendable {
  private let out: @Sendable (String) -> Void
  private let turn = Mutex(())

  init(_ out: @escaping @Sendable (String) -> Void) { self.out = out }

  /// - Parameter text: hands over the pieces of one text in order.
  func write(_ text: ((String) -> Void) -> Void) { turn.withLock { _ in text(out) } }
}
