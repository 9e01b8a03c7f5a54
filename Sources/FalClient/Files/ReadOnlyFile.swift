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

  /// Reads at least one byte of `range`, and at most all.
  /// - Throws: `FileFault`, with code 0 at the end of the file.
  func read(_ range: Range<Int>) throws(FileFault) -> [UInt8] {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
        count = pread(descriptor, buffer.baseAddress, range.count, off_t(range.lowerBound))
        initialized = max(count, 0)
      }
      if count > 0 { return bytes }
      guard count < 0, errno == EINTR else {
        throw FileFault(.read, path: path, code: count < 0 ? errno : 0)
      }
    }
  }
}
