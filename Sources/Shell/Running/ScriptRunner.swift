import Diagnostics
import Language

/// Runs a text that nobody edits: a file, a line given to `-c`, standard
/// input, the program's arguments. It is checked whole before any of it runs.
package struct ScriptRunner: Sendable {
  private let session: Session

  package init(session: Session) {
    self.session = session
  }

  /// Parses, checks and runs.
  /// - Parameters:
  ///   - words: the values of the script's parameters, each `name=value`.
  ///   - interrupts: SIGINT and SIGTERM, as they come, and SIGPIPE when nobody
  ///     reads the results any more.
  /// - Returns: the exit status.
  package func run(
    _ input: ScriptInput, arguments words: [String] = [], interrupts: AsyncStream<Int32>
  ) async -> Int32 {
    let arguments = ScriptArguments(words)
    if let problem = arguments.problem { return report(Failure(.usage, problem)) }
    // Checking may ask the platform, so a signal ends it too.
    return await interruptible(interrupts) { try await run(input, arguments) }
  }

  private func run(_ input: ScriptInput, _ arguments: ScriptArguments) async throws -> Int32 {
    let (source, parsed) = input.parsed()
    let host = SessionHost(session: session, permissions: input.permissions)
    let path = input.path.map(session.files.absolute)
    let (problems, drift) = await Drift.warnings(ofScript: path, in: session) {
      await parsed.problems(in: source) { await Checker(host: host, source: source, scope: session.scope).check($0) }
    }
    try Task.checkCancellation()
    if !parsed.hasErrors, let obstacle = session.obstacle { return report(obstacle) }
    _ = report(drift)
    guard report(problems) else { return ExitCode.usage.rawValue }
    let evaluator = Evaluator(host: host, source: source, scope: session.scope, pause: session.retryPause)
    session.log.expectParameters(of: parsed.program, in: session.scope)
    _ = try await evaluator.run(parsed.program, arguments: arguments.values)
    try await session.jobs.waitForBackground()
    if let path = input.path { session.rememberModels(ofScript: path) }
    return session.requestedExit ?? (session.hasFlaw ? ExitCode.failed : .done).rawValue
  }

  /// Shows diagnostics.
  /// - Returns: whether none of them is an error.
  private func report(_ diagnostics: [Diagnostic]) -> Bool {
    for diagnostic in diagnostics { session.console.report(diagnostic) }
    return !diagnostics.contains { $0.severity == .error }
  }

  private func report(_ failure: Failure) -> Int32 {
    session.console.report(failure.diagnostic)
    return failure.exitCode.rawValue
  }

  /// Runs `body` until it ends or a signal comes; then what is waited for is
  /// cancelled on the platform, and what runs in the background is left.
  private func interruptible(
    _ interrupts: AsyncStream<Int32>, _ body: @escaping @Sendable () async throws -> Int32
  ) async -> Int32 {
    let work = Task { try await body() }
    let watch = Task { () -> Int32? in
      for await signal in interrupts {
        work.cancel()
        return signal
      }
      return nil
    }
    let waited: [Job]
    defer { if let summary = session.reuse.summary { session.console.note(summary) } }
    do {
      let status = try await work.value
      watch.cancel()
      return status
    } catch let failure as Failure where !(work.isCancelled && failure.kind == .cancelled) {
      watch.cancel()
      // What is wrong with the caller's words is found before anything runs.
      let isUsage = failure.kind == .badInput && !session.log.hasBegun && session.jobs.all.isEmpty
      return report(isUsage ? Failure(.usage, failure.diagnostic) : failure)
    } catch is ExitRequest {
      watch.cancel()
      return session.requestedExit ?? ExitCode.done.rawValue
    } catch {
      waited = session.jobs.unfinishedForeground
    }
    await session.abandon(waited)
    return await watch.value.map { 128 + $0 } ?? ExitCode.interrupted.rawValue
  }
}

extension Session {
  /// Waits a little longer each time: half a second, then twice as long, half
  /// a minute at most.
  var retryPause: @Sendable (Int) async throws -> Void {
    { [environment] attempt in
      try await environment.time.pause(.milliseconds(500 << min(max(attempt - 1, 0), 6)))
    }
  }
}
