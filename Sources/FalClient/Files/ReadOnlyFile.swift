#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file, which closes when nothing holds it any more.
final class ReadOnlyFile: Sendable {
  private let descriptor: Int32
  private let path: String

  /// - Throws: `FileFault` if `path` names no file that can be read.
  init(path: String) throws(FileFault) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(.open, path: path, code: errno) }
  }

  deinit { close(descriptor) }

  /// In bytes.
  /// - Throws: `FileFault` if this is no regular file.
  func size() throws(FileFault) -> Int {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw FileFault(.read, path: path, code: errno) }
    guard information.st_mode & S_IFMT == S_IFREG else { throw FileFault(.read, path: path, code: EISDIR) }
    return Int(information.st_size)
  }

  /// Reads at least one byte from `position` on, and at most what `buffer`
  /// has room for.
  /// - Returns: how many.
  /// - Throws: `FileFault`, with code 0 at the end of the file.
  func read(from position: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
      if count > 0 { return count }
      guard count < 0, errno == EINTR else {
        throw FileFault(.read, path: path, code: count < 0 ? errno : 0)
      }
    }
  }
}
