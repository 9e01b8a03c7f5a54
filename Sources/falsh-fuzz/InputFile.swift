#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the input stands that is being tried. It is there before it is
/// tried, so that it is found even where the process dies of it.
final class InputFile: Sendable {
  struct NotOpened: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }

  let path: String
  private let descriptor: Int32

  init(path: String) throws(NotOpened) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw NotOpened(path: path, code: errno) }
  }

  func write(_ input: String) {
    var input = input
    let length = input.utf8.count
    _ = input.withUTF8 { pwrite(descriptor, $0.baseAddress, length, 0) }
    _ = ftruncate(descriptor, off_t(length))
  }

  /// Nothing failed.
  func remove() { _ = unlink(path) }

  deinit { _ = close(descriptor) }
}

extension String {
  /// The text of a file; nil if it cannot be read.
  init?(contentsOf path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    self.init(decoding: bytes, as: UTF8.self)
  }
}
