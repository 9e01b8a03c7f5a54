import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files by the hash of their content, below one folder that is its user's
/// alone: what was kept once is never kept twice.
struct ContentStore: Sendable {
  /// Absolute.
  let folder: String

  /// What was kept.
  struct Kept: Sendable, Hashable {
    /// SHA-256, in hexadecimal.
    let hash: String
    let path: String
    /// In bytes.
    let size: Int
  }

  /// Keeps what `fill` writes.
  /// - Parameters:
  ///   - name: of the unfinished file; no other has it.
  ///   - ending: of the kept one, without a dot.
  /// - Throws: `CannotKeep`; what `fill` throws.
  func keep(
    as name: String, ending: String, _ fill: (_ file: IncomingFile) async throws -> Void
  ) async throws -> Kept {
    try PrivateFolder.make(folder)
    let file = try IncomingFile(path: "\(folder)/\(name).part")
    do {
      try await fill(file)
      let (hash, size) = await file.finish()
      let place = "\(folder)/\(hash.prefix(2))"
      try PrivateFolder.make(place)
      let path = "\(place)/\(hash.dropFirst(2)).\(ending)"
      guard rename(file.path, path) == 0 else { throw CannotKeep(errno: errno) }
      return Kept(hash: hash, path: path, size: size)
    } catch {
      unlink(file.path)
      throw error
    }
  }

  /// The hash that a kept file had when it was kept.
  static func hash(ofPath path: String) -> String {
    let parts = path.split(separator: "/").suffix(2)
    return String(parts.first ?? "") + (parts.last?.prefix { $0 != "." } ?? "")
  }

  struct CannotKeep: Error, Hashable {
    let errno: Int32
  }
}

/// A file that is being kept: written piece by piece, and hashed meanwhile.
actor IncomingFile {
  nonisolated let path: String
  private let descriptor: Int32
  private var hash = ContentHash()
  private var size = 0

  init(path: String) throws(ContentStore.CannotKeep) {
    self.path = path
    // What a process that was killed has left under the name is worth nothing.
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ContentStore.CannotKeep(errno: errno) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws(ContentStore.CannotKeep) {
    let code = bytes.withUnsafeBytes { writeWhole($0, to: descriptor) }
    guard code == 0 else { throw ContentStore.CannotKeep(errno: code) }
    hash.add(bytes)
    size += bytes.count
  }

  fileprivate func finish() -> (hash: String, size: Int) { (hash.text, size) }
}

/// Folders that are nobody else's business.
enum PrivateFolder {
  /// Makes a folder with mode 0700, and those above it that are missing.
  static func make(_ path: String) throws(ContentStore.CannotKeep) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard access(made, F_OK) != 0 else { continue }
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw ContentStore.CannotKeep(errno: errno) }
    }
  }
}
