#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes the whole of `text`, or as much as the other end takes before it
/// is gone.
/// - Returns: 0, or the `errno` of what ended it early.
@discardableResult
package func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if count < 0, errno == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&waiting, 1, -1)
    } else if count == 0 || errno != EINTR {
      return count == 0 ? ENOSPC : errno
    }
  }
  return 0
}

/// Waits until one of the descriptors has something to read, or has ended.
///
/// - Parameter milliseconds: how long; -1 for ever.
/// - Returns: the descriptors that have; nil when time ran out.
func awaitInput(_ descriptors: [Int32], milliseconds: Int32 = -1) -> [Int32]? {
  var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  let count = poll(&waiting, nfds_t(waiting.count), milliseconds)
  return count == 0 ? nil : waiting.filter { count > 0 && $0.revents != 0 }.map(\.fd)
}

/// What a read brought.
enum Input {
  case bytes(ArraySlice<UInt8>)
  /// Nothing yet.
  case none
  /// The other end is gone.
  case end
}

func readInput(from descriptor: Int32) -> Input {
  var bytes = [UInt8](repeating: 0, count: 4096)
  let count = read(descriptor, &bytes, bytes.count)
  if count > 0 { return .bytes(bytes[..<count]) }
  return count < 0 && (errno == EINTR || errno == EAGAIN) ? .none : .end
}
