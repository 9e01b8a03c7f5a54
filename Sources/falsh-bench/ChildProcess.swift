#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that runs, its standard output at hand. Its standard input is
/// empty, or open until it is closed here.
final class ChildProcess {
  /// How it ended.
  struct Ending: Sendable {
    /// The exit status; 128 and more for a signal.
    let status: Int32
    let usage: rusage
  }

  let output: OutputPipe
  private let input: OutputPipe?
  private let process: pid_t

  /// - Parameter listens: whether its standard input stays open.
  init(_ invocation: Invocation, listens: Bool = false) throws(ProcessRun.NotStarted) {
    output = try OutputPipe()
    input = listens ? try OutputPipe() : nil
    process = try Self.spawn(invocation, input: input?.readingEnd, output: output.writingEnd)
    output.closeWritingEnd()
  }

  /// Lets it read the end of its standard input.
  func closeInput() { input?.closeWritingEnd() }

  /// Waits for its end.
  func wait() -> Ending {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    return Ending(status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F), usage: usage)
  }

  private static func spawn(
    _ invocation: Invocation, input: Int32?, output: Int32
  ) throws(ProcessRun.NotStarted) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let words = invocation.words.map { strdup($0) } + [nil]
    let variables = Surroundings.variables(with: invocation.variables).map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawnp(&process, invocation.words.first ?? "", &actions, nil, words, variables)
    guard code == 0 else { throw ProcessRun.NotStarted(code: code) }
    return process
  }
}
