#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one run of a program took.
struct ProcessRun: Sendable {
  /// The program cannot be started.
  struct NotStarted: Error, CustomStringConvertible {
    let code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// The exit status; 128 and more for a signal.
  let status: Int32
  /// From the start to the first byte of output; nil if there was none.
  let firstOutput: Duration?
  /// From the start to the end.
  let whole: Duration
  /// The most memory it had, in bytes. Linux counts the starting process's
  /// memory in, so that less than that cannot be seen.
  let peakMemory: Int

  /// Runs a program to its end, and blocks until then.
  init(_ invocation: Invocation) throws(NotStarted) {
    let output = try OutputPipe()
    let start = ContinuousClock.now
    let process = try Self.spawn(invocation, output)
    output.closeWritingEnd()
    var firstOutput: Duration?
    while output.readSome() { firstOutput = firstOutput ?? start.duration(to: .now) }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    whole = start.duration(to: .now)
    self.firstOutput = firstOutput
    self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    peakMemory = usage.peakMemory
  }

  private static func spawn(_ invocation: Invocation, _ output: OutputPipe) throws(NotStarted) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writingEnd, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let words = invocation.words.map { strdup($0) } + [nil]
    let variables = Surroundings.variables(with: invocation.variables).map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawnp(&process, invocation.words.first ?? "", &actions, nil, words, variables)
    guard code == 0 else { throw NotStarted(code: code) }
    return process
  }
}

extension rusage {
  /// In bytes.
  var peakMemory: Int {
    #if canImport(Darwin)
      ru_maxrss
    #else
      ru_maxrss * 1024
    #endif
  }
}
