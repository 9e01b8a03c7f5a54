import Diagnostics
import Language

/// Runs what was typed at the prompt: parses it, checks it whole, evaluates
/// it, and shows what comes of it.
package struct LineRunner: Sendable {
  private let session: Session
  private let host: SessionHost

  package init(session: Session) {
    self.session = session
    host = SessionHost(session: session, permissions: .prompt)
  }

  /// Runs one input, which may have several lines.
  /// - Returns: what to put on the next edit line: the corrected input where
  ///   there is one, or what a command proposes.
  package func run(_ text: String) async -> String? {
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    guard !session.holdsKey(text) else {
      session.console.report(.keyTyped)
      return nil
    }
    let (source, parsed) = parsed(text)
    guard report(parsed.diagnostics) else { return await correction(of: text, among: parsed.diagnostics) }
    guard let problems = await checked(parsed.program, source) else { return nil }
    guard report(problems) else { return await correction(of: text, among: problems) }
    await evaluate(parsed.program, source)
    session.keepNames()
    return session.takeProposedLine()
  }

  private func parsed(_ text: String) -> (SourceText, ParseResult) {
    let source = SourceText(name: "prompt", text: text)
    return (source, Parser.parse(source, origin: text.contains("\n") ? .paste : .prompt))
  }

  /// - Returns: whether the line may run: nothing is wrong with it, and none
  ///   is proposed in its place.
  private func report(_ diagnostics: [Diagnostic]) -> Bool {
    for diagnostic in diagnostics { session.console.report(diagnostic) }
    return !diagnostics.contains { $0.severity == .error || $0.correction != nil }
  }

  // MARK: Corrections

  /// So many are made to one line.
  private static let mostCorrections = 3

  /// The line with what is wrong put right; nil if it would be wrong still. Of
  /// several lines one is not taken out: it may stand in a block that does not
  /// run.
  private func correction(of text: String, among diagnostics: [Diagnostic]) async -> String? {
    guard !text.contains("\n") else { return nil }
    var diagnostics = diagnostics
    for _ in 0..<Self.mostCorrections {
      guard let line = diagnostics.lazy.compactMap(\.correction).first else { return nil }
      guard let problems = await problems(of: line) else { return nil }
      guard problems.contains(where: { $0.severity == .error }) else { return line }
      diagnostics = problems
    }
    return nil
  }

  /// - Returns: nil if Ctrl-C came.
  private func problems(of text: String) async -> [Diagnostic]? {
    let (source, parsed) = parsed(text)
    guard !parsed.hasErrors else { return parsed.diagnostics }
    return await checked(parsed.program, source)
  }

  // MARK: Running

  /// Checking may ask the platform, so Ctrl-C ends it too.
  /// - Returns: nil if it came.
  private func checked(_ program: Program, _ source: SourceText) async -> [Diagnostic]? {
    let work = Task { await Checker(host: host, source: source, scope: session.scope).check(program) }
    let watch = watchForInterrupt { work.cancel() }
    defer { watch.cancel() }
    let problems = await work.value
    return work.isCancelled ? nil : problems
  }

  private func evaluate(_ program: Program, _ source: SourceText) async {
    let evaluator = Evaluator(host: host, source: source, scope: session.scope, pause: session.retryPause)
    let work = Task { _ = try await evaluator.run(program) }
    let watch = watchForInterrupt { work.cancel() }
    defer { watch.cancel() }
    do {
      try await work.value
    } catch let failure as Failure {
      session.console.report(failure.diagnostic)
      keepPart()
    } catch is ExitRequest {
      return
    } catch {
      detach(program)
    }
  }

  /// What was paid for before the rest failed is at hand.
  private func keepPart() {
    guard let (values, count) = session.jobs.endFailedStatement() else { return }
    session.log.endInPart(with: .list(values), scope: session.scope)
    session.console.note("% is what there is: \(values.count) of \(count)")
  }

  private func watchForInterrupt(_ interrupt: @escaping @Sendable () -> Void) -> Interruptions.Registration {
    session.interruptions.onInterrupt(interrupt)
  }

  /// Ctrl-C leaves what was waited for running, and says so; what was to be
  /// done with it, or after it, is given up.
  private func detach(_ program: Program) {
    let jobs = session.jobs.unfinishedForeground
    session.jobs.noteDetached(jobs)
    for job in jobs {
      session.console.note(
        "%\(job.number) runs on; Ctrl-C once more or cancel %\(job.number) stops it, wait %\(job.number) waits for it")
    }
    if !jobs.isEmpty, !program.isOneCall { session.console.note("the rest of the line is given up") }
  }
}

extension Program {
  /// Whether nothing is done with what its one call gives.
  fileprivate var isOneCall: Bool {
    guard statements.count == 1, case .pipeline(let pipeline)? = statements.first?.kind,
      case .call = pipeline.head
    else { return false }
    return pipeline.calls.isEmpty && pipeline.shell == nil
  }
}

extension Session {
  /// Whether a key stands in a text, so that it must not be kept or shown.
  func holdsKey(_ text: String) -> Bool {
    let secrets = ["FAL_KEY", "FAL_KEY_SECRET"].compactMap { environment.variables[$0] }.filter { $0.count > 7 }
    return text.givesVariable("FAL_KEY") || secrets.contains { text.contains($0) }
  }
}

extension String {
  /// Whether a variable may be given a value: its name stands where it is not
  /// looked at, as `$NAME` or `${NAME}` and nothing of another kind.
  fileprivate func givesVariable(_ name: String) -> Bool {
    ranges(of: name).contains { range in
      let (before, after) = (self[..<range.lowerBound], self[range.upperBound...])
      if before.hasSuffix("${") { return !after.hasPrefix("}") || after.dropFirst().isAssigned }
      return !before.hasSuffix("$") || after.isAssigned
    }
  }
}

extension Substring {
  /// Whether a value may follow.
  fileprivate var isAssigned: Bool {
    let next = drop { $0 == " " || $0 == "\t" }.first
    return next == "=" || next == ":" || first.map { $0.isLetter || $0.isNumber || $0 == "_" } == true
  }
}

extension Diagnostic {
  /// The line itself is not shown again.
  fileprivate static var keyTyped: Diagnostic {
    Diagnostic(
      code: "key-typed", "a key is not typed at the prompt, and this line is not kept",
      help: "to sign in: login")
  }
}
