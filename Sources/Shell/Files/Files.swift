import Diagnostics
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files of this machine, as far as a session may touch them.
package struct Files: Sendable {
  /// What may be read and written.
  package enum Policy: Sendable, Hashable {
    /// Whatever the user may: at the prompt, and for a line of one's own.
    case everything
    /// Below these absolute folders (or these files themselves): a script
    /// from elsewhere can be run without fear.
    case below(reading: [String], writing: [String])
  }

  let workingDirectory: String
  let homeDirectory: String
  let policy: Policy
  /// Whether a file that is there may be replaced.
  let replacesFiles: Bool

  package init(workingDirectory: String, homeDirectory: String, policy: Policy, replacesFiles: Bool = false) {
    self.workingDirectory = workingDirectory
    self.homeDirectory = homeDirectory
    self.policy = policy
    self.replacesFiles = replacesFiles
  }

  /// The absolute path, `~` expanded, without `.`, `..` or doubled slashes.
  package func absolute(_ path: String) -> String {
    var full = path
    if path == "~" || path.hasPrefix("~/") { full = homeDirectory + path.dropFirst() }
    if !full.hasPrefix("/") { full = workingDirectory + "/" + full }
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The regular file at a path.
  /// - Throws: `Failure` if there is none, or it may not be read.
  func localFile(_ path: String) throws -> LocalFile {
    let full = absolute(path)
    try allow(full, writing: false, as: path)
    var status = stat()
    guard stat(full, &status) == 0 else { throw Failure(.badInput, .noFile(path, near: near(full), errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(.badInput, .notAFile(path)) }
    guard access(full, R_OK) == 0 else { throw Failure(.badInput, .cannotRead(path, errno)) }
    return LocalFile(path: path, absolutePath: full, size: Int(status.st_size))
  }

  /// Refuses a path that lies outside of what the policy allows. Symbolic
  /// links are followed first, so that a link does not lead out.
  /// - Throws: `Failure(.refused)`.
  func allow(_ full: String, writing: Bool, as path: String) throws {
    // The system would read such a name up to the zero only.
    guard !full.utf8.contains(0) else { throw Failure(.badInput, .zeroInName) }
    guard case .below(let reading, let writable) = policy else { return }
    let real = realPath(full)
    let roots = (writing ? writable : reading + writable).map(realPath)
    let isInside = roots.contains { $0 == "/" || real == $0 || real.hasPrefix($0 + "/") }
    guard isInside else { throw Failure(.refused, .outside(path, writing: writing)) }
  }

  /// The path with its links followed, as far as it exists.
  private func realPath(_ path: String) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return path }
    return realPath(String(path[..<slash])) + path[slash...]
  }

  /// The entry of the same folder with the nearest name.
  private func near(_ full: String) -> String? {
    guard let slash = full.lastIndex(of: "/") else { return nil }
    let names = entries(of: String(full[..<slash])).map(\.name)
    return String(full[full.index(after: slash)...]).nearest(among: names)
  }

  /// The entries of a folder, sorted by name; none if it cannot be read.
  /// - Parameter isWanted: says of a name whether it is to be among them.
  func entries(
    of folder: String, where isWanted: (String) -> Bool = { _ in true }
  ) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder.isEmpty ? "/" : folder) else { return [] }
    defer { closedir(stream) }
    var entries: [(String, Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." || !isWanted(name) { continue }
      entries.append((name, isFolder(name, in: folder, type: entry.pointee.d_type)))
    }
    return entries.sorted { $0.0 < $1.0 }
  }

  /// - Parameter type: what the folder itself says, which saves asking for
  ///   each of a thousand files.
  private func isFolder(_ name: String, in folder: String, type: UInt8) -> Bool {
    switch Int(type) {
    case Int(DT_DIR): return true
    case Int(DT_REG): return false
    default:
      var status = stat()
      return stat("\(folder)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
  }
}

extension Diagnostic {
  fileprivate static func noFile(_ path: String, near: String?, _ code: Int32) -> Diagnostic {
    code == ENOENT || code == ENOTDIR
      ? Diagnostic(
        code: "no-such-file", "there is no file '\(path.inShort)'", help: near.map { "did you mean '\($0)'?" })
      : cannotRead(path, code)
  }

  fileprivate static var zeroInName: Diagnostic {
    Diagnostic(code: "bad-name", "a file name cannot hold a zero character")
  }

  fileprivate static func notAFile(_ path: String) -> Diagnostic {
    Diagnostic(code: "not-a-file", "'\(path)' is not a file")
  }

  fileprivate static func cannotRead(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(code: "cannot-read", "cannot read '\(path.inShort)': \(String(cString: strerror(code)).lowercased())")
  }

  fileprivate static func outside(_ path: String, writing: Bool) -> Diagnostic {
    Diagnostic(
      code: "outside", "a script may not \(writing ? "write" : "read") '\(path)', outside of its folder",
      help: "to allow it: \(writing ? "--allow-write" : "--allow-read") DIR")
  }
}

extension String {
  /// The beginning of what is longer than any name of a file.
  fileprivate var inShort: String { utf8.count > 1024 ? prefix(60) + "…" : self }
}

extension Files {
  /// Whether anything has this name.
  func exists(_ path: String) -> Bool { access(absolute(path), F_OK) == 0 }
}
