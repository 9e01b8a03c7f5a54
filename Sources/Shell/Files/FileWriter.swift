import Diagnostics
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a new file beside its final name and puts it there when it is
/// whole, so that a broken download never looks like a result.
struct FileWriter: ~Copyable {
  /// As the user wrote it.
  let path: String
  private let finalPath: String
  private let partialPath: String
  private let descriptor: Int32
  private let replaces: Bool
  private var isOpen = true

  /// Opens the file, making the folders that lead to it.
  /// - Throws: `Failure` if it is there and may not be replaced, or cannot
  ///   be made.
  init(_ path: String, in files: Files, replaces: Bool) throws {
    let mode = try FileWriter.check(path, in: files, replaces: replaces)
    let full = files.absolute(path)
    try FileWriter.makeFolders(for: full, as: path)
    let (partial, opened) = FileWriter.openPartial(of: full)
    guard opened >= 0 else { throw Failure(.badInput, .cannotWrite(path, errno)) }
    // A script that could be run before can be run afterwards.
    if let mode { fchmod(opened, mode & 0o777) }
    self.init(
      path: path, finalPath: full, partialPath: partial, descriptor: opened,
      replaces: replaces || files.replacesFiles)
  }

  /// Finds what keeps a file from being written, and writes nothing.
  /// - Returns: the mode of the file that is there; nil if none is.
  /// - Throws: `Failure`.
  @discardableResult
  static func check(_ path: String, in files: Files, replaces: Bool) throws -> mode_t? {
    guard !path.isEmpty, !path.hasSuffix("/") else { throw Failure(.badInput, .noFileName(path)) }
    let full = files.absolute(path)
    try files.allow(full, writing: true, as: path)
    var status = stat()
    let isThere = stat(full, &status) == 0
    guard !isThere || status.st_mode & S_IFMT != S_IFDIR else { throw Failure(.badInput, .noFileName(path)) }
    guard replaces || files.replacesFiles || access(full, F_OK) != 0 else {
      throw Failure(.badInput, .fileExists(path))
    }
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else { throw Failure(.badInput, .notReplaceable(path)) }
    try checkFolders(above: full, as: path)
    return isThere ? status.st_mode : nil
  }

  /// Finds what keeps all files from being written in a folder, which need
  /// not be there.
  /// - Parameter path: what the user wrote.
  /// - Throws: `Failure`.
  static func checkFolder(_ folder: String, in files: Files, as path: String) throws {
    let full = files.absolute(folder.isEmpty ? "." : folder)
    try files.allow(full, writing: true, as: path)
    try checkFolders(above: full + "/", as: path)
  }

  /// What is there on the way to a file must be folders, and the last of them
  /// one that may be written in.
  private static func checkFolders(above full: String, as path: String) throws {
    var folder = ""
    for part in full.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast() {
      var status = stat()
      guard stat("\(folder)/\(part)", &status) == 0 else { break }
      folder += "/" + part
      guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure(.badInput, .cannotWrite(path, ENOTDIR)) }
    }
    guard access(folder.isEmpty ? "/" : folder, W_OK | X_OK) == 0 else {
      throw Failure(.badInput, .cannotWrite(path, errno))
    }
  }

  /// Two that write the same name at a time must not write the same file.
  private static func openPartial(of full: String) -> (path: String, descriptor: Int32) {
    for number in 1...99 {
      let partial = "\(full).part\(getpid())-\(number)"
      let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 || errno != EEXIST { return (partial, descriptor) }
    }
    return (full, -1)
  }

  private init(path: String, finalPath: String, partialPath: String, descriptor: Int32, replaces: Bool) {
    self.path = path
    self.finalPath = finalPath
    self.partialPath = partialPath
    self.descriptor = descriptor
    self.replaces = replaces
  }

  deinit {
    guard isOpen else { return }
    close(descriptor)
    unlink(partialPath)
  }

  /// - Throws: `Failure` (a full disk).
  func write(_ bytes: some Collection<UInt8>) throws {
    let done: Void? = try bytes.withContiguousStorageIfAvailable { try write(UnsafeRawBufferPointer($0)) }
    if done == nil { try Array(bytes).withUnsafeBytes { try write($0) } }
  }

  private func write(_ buffer: UnsafeRawBufferPointer) throws {
    let code = writeWhole(buffer, to: descriptor)
    guard code == 0 else { throw Failure(.badInput, .cannotWrite(path, code)) }
  }

  /// Puts the whole file under its name.
  /// - Throws: `Failure` (a full disk is sometimes seen only here).
  consuming func finish() throws {
    isOpen = false
    let closed = close(descriptor)
    guard closed == 0 else { throw abandon() }
    // link() fails where the name was taken meanwhile; rename() would replace.
    if replaces {
      guard rename(partialPath, finalPath) == 0 else { throw abandon() }
    } else {
      guard link(partialPath, finalPath) == 0 else { throw abandon() }
      unlink(partialPath)
    }
  }

  private func abandon() -> Failure {
    let code = errno
    unlink(partialPath)
    return Failure(.badInput, code == EEXIST ? .fileExists(path) : .cannotWrite(path, code))
  }

  private static func makeFolders(for full: String, as path: String) throws {
    var folder = ""
    for part in full.split(separator: "/").dropLast() {
      folder += "/" + part
      if access(folder, F_OK) == 0 { continue }
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw Failure(.badInput, .cannotWrite(path, errno)) }
    }
  }
}

extension Diagnostic {
  fileprivate static func noFileName(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "no-file-name", path.isEmpty ? "the file needs a name" : "'\(path)' is a folder, and the file needs a name",
      help: path.isEmpty || path.hasSuffix("/") ? nil : "for a name of its own in there: \(path)/")
  }

  fileprivate static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "file-exists", "'\(path)' is there already, and nothing is replaced unasked",
      help: "another name, or --force")
  }

  /// A device or a folder is never put out of its place.
  fileprivate static func notReplaceable(_ path: String) -> Diagnostic {
    Diagnostic(code: "not-a-file", "'\(path)' is there, and is not a file")
  }

  fileprivate static func cannotWrite(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      code: code == ENOSPC ? "disk-full" : "cannot-write",
      "cannot write '\(path)': \(String(cString: strerror(code)).lowercased())",
      help: code == ENOSPC ? "the disk is full" : nil)
  }
}
