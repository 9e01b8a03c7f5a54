import Diagnostics
import FalProtocol
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where `login` keeps the key: a file that nobody else may read. The
/// environment is stronger.
package struct KeyFile: Sendable {
  package let path: String

  package init(environment: ShellEnvironment) {
    path = environment.folder("XDG_CONFIG_HOME", default: ".config") + "/key"
  }

  /// The key that is kept; nil if there is none.
  package var key: String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0, let text = String(validating: bytes[..<count], as: UTF8.self) else { return nil }
    let key = text.filter { !$0.isWhitespace }
    return Credentials(key: key) == nil ? nil : key
  }

  /// Keeps a key in place of an earlier one.
  /// - Throws: `Failure` if it cannot be written.
  func keep(_ key: String) throws {
    let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
    var parent = ""
    for part in folder.split(separator: "/") {
      parent += "/" + part
      if access(parent, F_OK) != 0, mkdir(parent, 0o700) != 0, errno != EEXIST { throw failure(errno) }
    }
    let partial = "\(path).part\(getpid())"
    unlink(partial)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(errno) }
    let code = Array((key + "\n").utf8).withUnsafeBytes { writeWhole($0, to: descriptor) }
    guard close(descriptor) == 0, code == 0, rename(partial, path) == 0 else {
      defer { unlink(partial) }
      throw failure(code == 0 ? errno : code)
    }
  }

  /// Forgets the key.
  /// - Returns: whether there was one.
  /// - Throws: `Failure` if it cannot be removed.
  func remove() throws -> Bool {
    if unlink(path) == 0 { return true }
    guard errno == ENOENT || errno == ENOTDIR else { throw failure(errno) }
    return false
  }

  private func failure(_ code: Int32) -> Failure {
    Failure(
      .fail,
      Diagnostic(code: "cannot-write", "cannot write '\(path)': \(String(cString: strerror(code)).lowercased())"))
  }
}
