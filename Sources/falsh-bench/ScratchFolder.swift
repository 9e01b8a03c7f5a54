#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for what the measured program keeps, so that it neither finds
/// nor changes its user's.
struct ScratchFolder: Sendable {
  struct NotMade: Error {
    let code: Int32
  }

  let path: String

  init() throws(NotMade) {
    var template = Array("/tmp/falsh-bench.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw NotMade(code: errno) }
    path = String(cString: made)
  }

  /// Variables that send a program here.
  var variables: [String: String] {
    ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"].reduce(into: [:]) { $0[$1] = path }
  }

  /// Writes a text into the folder.
  /// - Returns: its path.
  func write(_ text: String, to name: String) throws(NotMade) -> String {
    try write([Array(text.utf8)], to: name)
  }

  /// Writes a file of so many bytes into the folder.
  /// - Returns: its path.
  func write(count: Int, to name: String) throws(NotMade) -> String {
    let piece = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    let sizes = stride(from: 0, to: count, by: piece.count).map { min(piece.count, count - $0) }
    return try write(sizes.lazy.map { piece.prefix($0) }, to: name)
  }

  /// Copies a file into the folder.
  /// - Returns: the copy's path.
  func copy(_ path: String, to name: String) throws(NotMade) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw NotMade(code: errno) }
    defer { close(file) }
    return try write(
      AnyIterator {
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 20) { $1 = max(0, read(file, $0.baseAddress, 1 << 20)) }
        return piece.isEmpty ? nil : piece
      }, to: name)
  }

  private func write(_ pieces: some Sequence<some Collection<UInt8>>, to name: String) throws(NotMade) -> String {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw NotMade(code: errno) }
    defer { _ = close(descriptor) }
    for piece in pieces { try write(Array(piece)[...], to: descriptor) }
    return file
  }

  private func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(NotMade) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { unsafeBytes in
        #if canImport(Glibc)
          Glibc.write(descriptor, unsafeBytes.baseAddress, unsafeBytes.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, unsafeBytes.baseAddress, unsafeBytes.count)
        #else
          Darwin.write(descriptor, unsafeBytes.baseAddress, unsafeBytes.count)
        #endif
      }
      guard count > 0 else { throw NotMade(code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Removes the folder with all that is in it.
  func remove() { _ = try? ProcessRun(Invocation(["rm", "-rf", path])) }
}
