import NIOCore
import Synchronization

/// Bytes that came in parts, put together when they are first asked for.
final class PartedBytes: Sendable {
  /// In bytes: half of what a buffer holds.
  private static let most = 2 << 30

  let count: Int
  private let parts: Mutex<[ByteBuffer]>

  /// - Returns: nil if there is more than a buffer holds.
  init?(_ parts: [ByteBuffer]) {
    count = parts.reduce(0) { $0 + $1.readableBytes }
    self.parts = Mutex(parts)
    guard count <= Self.most else { return nil }
  }

  /// All of them. Takes a while the first time.
  var whole: ByteBuffer {
    parts.withLock { parts in
      if parts.count == 1 { return parts[0] }
      var whole = ByteBuffer()
      whole.reserveCapacity(count)
      for part in parts { whole.writeImmutableBuffer(part) }
      parts = [whole]
      return whole
    }
  }
}
