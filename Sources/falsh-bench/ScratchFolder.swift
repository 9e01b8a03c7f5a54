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

  private let path: String

  init() throws(NotMade) {
    var template = Array("/tmp/falsh-bench.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw NotMade(code: errno) }
    path = String(cString: made)
  }

  /// Variables that send a program here.
  var variables: [String: String] {
    ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"].reduce(into: [:]) { $0[$1] = path }
  }

  /// Removes the folder with all that is in it.
  func remove() { _ = try? ProcessRun(Invocation(["rm", "-rf", path])) }
}
