import Foundation

/// A process that a test started, in a process group of its own.
struct Child: Sendable {
  /// What a new process finds at its start.
  struct Setting: Sendable {
    var directory: String
    var variables: [String: String]
    /// Paths for the standard streams, opened anew for each.
    var input = "/dev/null"
    var output = "/dev/null"
    var error = "/dev/null"
    /// The streams are one terminal, which is to be the process's own.
    var isTerminal = false
  }

  struct NotStarted: Error { let code: Int32 }

  struct TimedOut: Error { let words: [String] }

  let identifier: pid_t
  private let words: [String]

  /// Starts a program; a name without a slash is looked for in `PATH`.
  static func start(_ words: [String], in setting: Setting) throws -> Child {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = setting.isTerminal ? O_RDWR : O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 0, setting.input, setting.isTerminal ? O_RDWR : O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, setting.output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, setting.error, writing, 0o600)
    var attributes = try spawnAttributes(ownSession: setting.isTerminal)
    defer { posix_spawnattr_destroy(&attributes) }
    // The system's shell goes to the folder, and then becomes the program.
    let intoFolder = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", setting.directory]
    let arguments: [UnsafeMutablePointer<CChar>?] = (intoFolder + words).map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = setting.variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var identifier = pid_t()
    let code = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, arguments, variables)
    guard code == 0 else { throw NotStarted(code: code) }
    return Child(identifier: identifier, words: words)
  }

  /// Signals act as usual, whatever the tests' own caller ignores.
  private static func spawnAttributes(ownSession: Bool) throws -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let group = ownSession ? newSession : POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | group))
    return attributes
  }

  #if canImport(Darwin)
    private static let newSession = POSIX_SPAWN_SETSID
  #else
    /// POSIX_SPAWN_SETSID, which <spawn.h> shows only to GNU programs.
    private static let newSession: Int32 = 0x80
  #endif

  func send(_ signal: Int32) { kill(identifier, signal) }

  /// Waits for the end.
  /// - Returns: the status as a shell tells it: 128 and the signal's number
  ///   if one ended it.
  /// - Throws: `TimedOut`; the process and its group are gone then.
  func wait(seconds: Double = 40) throws -> Int32 {
    let end = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while waitpid(identifier, &status, WNOHANG) == 0 {
      guard Date() < end else {
        kill(-identifier, SIGKILL)
        waitpid(identifier, &status, 0)
        throw TimedOut(words: words)
      }
      usleep(3000)
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// Runs what blocks on a thread of its own, outside of the few that tasks
/// share.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result(catching: body)) }
  }
}
