import Diagnostics
import FalProtocol
import JSON
import Language

/// A session as the language sees it.
struct SessionHost: Host {
  let session: Session
  let permissions: Permissions
  /// A script knows no words but those it makes itself, wherever it is run.
  var seesAliases = true

  func callable(named name: String) -> (any Callable)? {
    session.callable(named: name, permissions: permissions, seesAliases: seesAliases)
  }

  func unknownCallable(_ call: CallSyntax, in source: SourceText) -> Diagnostic {
    UnknownWord(call: call, source: source, session: session).diagnostic
  }

  func job(_ number: Int?) async throws -> Value {
    guard let number else { return try latest() }
    guard permissions.namesJobsByNumber else { throw Failure(.badInput, .numberedJobInFile(number)) }
    guard let job = session.jobs[number] else { throw Failure(.badInput, .noJob(number)) }
    return .handle(job)
  }

  private func latest() throws -> Value {
    guard let latest = session.jobs.latestValue else { throw Failure(.badInput, .nothingYet) }
    return latest
  }

  func file(_ path: String) async throws -> Value {
    if path.hasPrefix("https://") || path.hasPrefix("http://") { return .handle(RemoteFile(url: path)) }
    if !Files.isPattern(path) { return .handle(try session.files.localFile(path)) }
    if let exact = try? session.files.localFile(path) { return .handle(exact) }
    return .list(try session.files.matches(path).map { Value.handle($0) })
  }

  func checkFile(_ path: String) -> Diagnostic? {
    if path.hasPrefix("https://") || path.hasPrefix("http://") { return nil }
    do {
      if Files.isPattern(path), (try? session.files.localFile(path)) == nil {
        _ = try session.files.matches(path)
      } else {
        _ = try session.files.localFile(path)
      }
      return nil
    } catch let failure as Failure {
      return failure.diagnostic
    } catch {
      return nil
    }
  }

  func checkJob(_ number: Int?) -> Diagnostic? {
    guard let number, !permissions.namesJobsByNumber else { return nil }
    return .numberedJobInFile(number)
  }

  func shape(of handle: any Handle) -> Shape {
    switch handle {
    case let job as Job: shape(of: job)
    case is BackgroundPipeline: .anything
    default: .constant(.handle(handle))
    }
  }

  private func shape(of job: Job) -> Shape {
    if case .success(let result)? = job.result.outcome { return .constant(.handle(result)) }
    let model = session.catalogue.knownModel(named: job.endpoint.description)
    return model.map { Shape(resultOf: $0) } ?? .anything
  }

  func willRun(_ statement: Statement, in source: SourceText) async {
    session.log.begin(statement, in: source)
    session.jobs.beginStatement()
    session.purse.beginStatement()
  }

  func didRun(_ statement: Statement, value: Value?, in source: SourceText) async {
    let isLatest = value.map { session.jobs.endStatement($0) } ?? false
    session.log.end(statement, in: source, value: value, isLatest: isLatest, scope: session.scope)
  }

  func present(_ value: Value, of statement: Statement, in source: SourceText) async {
    if case .bind = statement.kind { return }
    let probe = MediaProbe(platform: session.platform, time: session.environment.time)
    await Presenter(console: session.console, probe: probe).present(value)
  }

  func background(
    _ range: SourceRange, in source: SourceText, _ work: @escaping @Sendable () async throws -> Value
  ) async -> Value {
    let statement = session.log.currentID
    return await session.jobs.startBackground(String(source[range])) {
      try await StatementLog.$current.withValue(statement) { try await work() }
    }
  }

  func shell(_ command: String, input: Value?) async throws -> Value {
    guard permissions.startsPrograms else { throw Failure(.badInput, .noPrograms) }
    return try await ShellCommand(line: command, input: input, session: session).run()
  }
}

extension Diagnostic {
  fileprivate static func numberedJobInFile(_ number: Int) -> Diagnostic {
    Diagnostic(
      code: "job-number", "%\(number) has a meaning at the prompt only",
      help: "to name a result in a file: let x = …")
  }

  static func noJob(_ number: Int) -> Diagnostic {
    Diagnostic(code: "no-such-job", "there is no job %\(number)", help: "jobs lists them")
  }

  fileprivate static var nothingYet: Diagnostic {
    Diagnostic(code: "no-result", "% is the latest result, and there is none yet")
  }

  fileprivate static var noPrograms: Diagnostic {
    Diagnostic(code: "no-programs", "a script starts no programs", help: "at the prompt: !command")
  }
}
