/// Runs of the program against the bench's server.
struct ProgramRuns: Sendable {
  /// The program does not do what is to be measured.
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  let program: String
  /// What it takes to run a line that asks nothing of the platform.
  let startTime: Duration
  let server: BenchServer
  let scratch: ScratchFolder

  /// The time of the whole process that runs a line, and the requests that
  /// it made.
  func run(_ line: String) async throws -> (time: Duration, requests: Int) {
    let invocation = Invocation(
      [program, "--host", server.origin, "-c", line],
      variables: scratch.variables.merging(["FAL_KEY": "bench:key"]) { _, new in new })
    var time = Duration.zero
    let requests = try await server.measure { time = try await wholeTime(of: invocation) }.requests
    return (time, requests)
  }

  /// The server shares this process, so that no thread of its tasks may be
  /// blocked.
  private func wholeTime(of invocation: Invocation) async throws -> Duration {
    let run = try await OwnThread.run { try ProcessRun(invocation) }
    guard run.status == 0 else { throw Failed(description: "ends with status \(run.status)") }
    return run.whole
  }
}
