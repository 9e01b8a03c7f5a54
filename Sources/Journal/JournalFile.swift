#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes the journal's file and directories before SQLite would: prompts and
/// URLs of private pictures are nobody else's business, and SQLite gives its
/// side files the rights of the main one.
enum JournalFile {
  /// Makes what is missing: directories with mode 0700, the file with 0600.
  /// What is there already keeps its mode.
  static func make(at path: String) throws(JournalError) {
    try makeDirectories(above: path)
    // O_EXCL, as closing a descriptor of a database that this process has
    // open elsewhere would drop SQLite's POSIX locks on it.
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw .opening(errno)
    }
  }

  /// Whether the disk can hold anything more for its user. SQLite does not
  /// tell why it could not make one of its files.
  static func hasRoom(at path: String) -> Bool {
    var status = statvfs()
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
    return statvfs(String(folder), &status) != 0 || status.f_bavail > 0
  }

  private static func makeDirectories(above path: String) throws(JournalError) {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      end = path.index(after: slash)
      guard slash > path.startIndex else { continue }
      let directory = String(path[..<slash])
      // A file system that is read-only, or an automounter, may answer
      // other than EEXIST for what exists: ask before making.
      guard access(directory, F_OK) != 0 else { continue }
      guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .opening(errno) }
    }
  }
}

extension JournalError {
  /// A file or directory could not be made or opened.
  static func opening(_ errno: Int32) -> JournalError {
    errno == ENOSPC ? .diskFull : errno == EDQUOT || errno == EFBIG ? .cannotWrite : .cannotOpen(errno: errno)
  }
}
