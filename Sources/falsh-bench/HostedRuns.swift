/// Runs of the program against a sandbox that is a process of its own.
struct HostedRuns {
  let program: String
  /// This program, which is the sandbox too.
  let bench: String

  /// Serves while `body` runs, in a folder of its own.
  func serving(
    _ plan: ServedPlan, _ body: (_ origin: String, _ scratch: ScratchFolder) async throws -> Void
  ) async throws -> ServedSandbox.Report {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let server = try ServedSandbox(plan, bench: bench)
    try await body(server.origin, scratch)
    return server.stop()
  }

  /// Runs the program with words behind its own options.
  /// - Parameter openFiles: how many it may have open; nil: as many as it
  ///   may have here.
  func run(
    _ words: [String], at origin: String, in scratch: ScratchFolder, openFiles: Int? = nil,
    receive: (ArraySlice<UInt8>) -> Void = { _ in }
  ) throws -> ProcessRun {
    let call = [program, "--host", origin, "--yes", "--force"] + words
    let limited = openFiles.map { ["sh", "-c", "ulimit -n \($0); exec \"$@\"", "sh"] + call }
    let run = try ProcessRun(
      Invocation(limited ?? call, variables: scratch.variables.merging(["FAL_KEY": "bench:key"]) { _, new in new }),
      receive: receive)
    guard run.status == 0 else { throw ProgramRuns.Failed(description: "ends with status \(run.status)") }
    return run
  }

  /// The memory of a start that does nothing, in bytes.
  func idleMemory(in scratch: ScratchFolder) throws -> Int {
    try run(["-c", "print 1"], at: "http://127.0.0.1:1", in: scratch).peakMemory
  }
}
