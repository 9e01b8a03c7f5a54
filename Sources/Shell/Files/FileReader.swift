import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A local file that is read piece by piece, however large it is.
final class FileReader {
  /// In bytes; what is larger comes fresh from the system each time.
  private static let pieceSize = 64 << 10

  let descriptor: Int32
  private let file: LocalFile

  /// - Throws: `Failure` if it cannot be opened.
  init(_ file: LocalFile) throws {
    self.file = file
    descriptor = open(file.absolutePath, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.badInput, .cannotReadFile(file, errno)) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: nil at the end.
  /// - Throws: `Failure` if it cannot be read.
  func next() throws -> [UInt8]? {
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, initialized in
        count = read(descriptor, buffer.baseAddress, Self.pieceSize)
        initialized = max(0, count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(.badInput, .cannotReadFile(file, errno)) }
      return count == 0 ? nil : piece
    }
  }
}
