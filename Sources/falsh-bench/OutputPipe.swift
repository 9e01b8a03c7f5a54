#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe to or from a program.
final class OutputPipe {
  let writingEnd: Int32
  let readingEnd: Int32
  private var isWritingEndOpen = true
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init() throws(ProcessRun.NotStarted) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ProcessRun.NotStarted(code: errno) }
    (readingEnd, writingEnd) = (ends[0], ends[1])
    // A program that inherited an end would keep the pipe open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  func closeWritingEnd() {
    if isWritingEndOpen { close(writingEnd) }
    isWritingEndOpen = false
  }

  /// Waits for output.
  /// - Returns: nil at the end.
  func next() -> ArraySlice<UInt8>? {
    while true {
      let count = read(readingEnd, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      return count > 0 ? buffer[..<count] : nil
    }
  }

  deinit {
    closeWritingEnd()
    close(readingEnd)
  }
}
