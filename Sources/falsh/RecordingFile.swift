import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file that a recording is written to, line by line: what was recorded
/// before a crash is there after it.
final class RecordingFile: Sendable {
  private let descriptor: Int32
  private let path: String
  private let replaces: Bool

  private struct State {
    var isEmpty = true
    /// It has been said that not all is kept.
    var isCut = false
    /// Lines that came before the first.
    var early = ""
  }

  private let state = Mutex(State())

  init(_ path: String, replaces: Bool) throws(UsageError) {
    self.path = path
    self.replaces = replaces
    // Prompts and pictures may be private.
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (replaces ? 0 : O_EXCL), 0o600)
    guard descriptor >= 0 else {
      throw UsageError(
        errno == EEXIST
          ? "'\(path)' is there already; to replace it: --force"
          : "cannot write '\(path)': \(String(cString: strerror(errno)).lowercased())")
    }
  }

  deinit {
    // A file that could not be made may be another's.
    guard descriptor >= 0 else { return }
    close(descriptor)
    // Nothing was run: the next try finds no file in its way.
    if isEmpty, !replaces { unlink(path) }
  }

  var isEmpty: Bool { state.withLock { $0.isEmpty } }

  /// Whether something could not be written.
  var isCut: Bool { state.withLock { $0.isCut } }

  @Sendable func write(_ line: String) {
    state.withLock { state in
      // What was there before is kept until there is something to take its place.
      if state.isEmpty, replaces { ftruncate(descriptor, 0) }
      let code = writeAll(line + state.early, to: descriptor)
      state.isEmpty = false
      state.early = ""
      guard code != 0, !state.isCut else { return }
      state.isCut = true
      let name = sanitized(path, keepsNewlines: false)
      writeAll("falsh: '\(name)' is not whole: \(String(cString: strerror(code)).lowercased())\n", to: 2)
    }
  }

  /// Adds a line behind the first, which tells what this is a recording of.
  func add(_ line: String) {
    let isEarly = state.withLock { state in
      if state.isEmpty { state.early += line }
      return state.isEmpty
    }
    if !isEarly { write(line) }
  }
}
