#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file of one JSON string a line that several shells append to at once.
/// What cannot be read or written is passed over: no shell stops for want
/// of a history.
struct HistoryFile: Sendable {
  let path: String

  /// The newest `limit` lines that can be read, oldest first.
  func load(limit: Int) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    flock(descriptor, LOCK_SH)
    let lines = contents(of: descriptor).split(separator: UInt8(ascii: "\n")).suffix(limit)
    return lines.compactMap(JSONString.decode)
  }

  /// Adds a line under a lock, private to the user.
  func append(_ entry: String) {
    makeDirectory()
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    flock(descriptor, LOCK_EX)
    // A line that another process could not finish must not spoil this one.
    let separator = endsInNewline(descriptor) ? "" : "\n"
    writeAll(separator + JSONString.encode(entry) + "\n", to: descriptor)
  }

  private func contents(of descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  private func endsInNewline(_ descriptor: Int32) -> Bool {
    let size = lseek(descriptor, 0, SEEK_END)
    var last = UInt8(ascii: "\n")
    if size > 0 { pread(descriptor, &last, 1, size - 1) }
    return last == UInt8(ascii: "\n")
  }

  private func makeDirectory() {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices where !parts[count].isEmpty {
      mkdir(parts[...count].joined(separator: "/"), 0o700)
    }
  }
}
