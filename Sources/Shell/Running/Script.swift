import Diagnostics
import Language

/// A script that is read from a file by a command.
struct Script: Sendable {
  let source: SourceText
  let parsed: ParseResult

  /// - Throws: `Failure` of kind `usage` if the file cannot be read, `refused`
  ///   if it may not.
  init(_ path: String, in session: Session) throws {
    do {
      source = SourceText(name: path, text: try session.files.text(of: try session.files.localFile(path)))
    } catch let failure as Failure where failure.kind == .badInput {
      throw Failure(.usage, failure.diagnostic)
    }
    parsed = Parser.parse(source, origin: .file)
  }

  /// What is wrong with it, in the order of its text.
  func problems(in session: Session, scope: Scope = Scope()) async -> [Diagnostic] {
    let (problems, drift) = await Drift.warnings(ofScript: session.files.absolute(source.name), in: session) {
      await parsed.problems(in: source) { await checker(in: session, scope).check($0) }
    }
    return problems + drift
  }

  /// What is there once it has run.
  func declarations(in session: Session) async -> Declarations {
    guard !parsed.hasErrors else { return Declarations(isOpen: true) }
    return await checker(in: session, session.scope).declarations(of: parsed.program)
  }

  private func checker(in session: Session, _ scope: Scope) -> Checker {
    let host = SessionHost(session: session, permissions: .script, seesAliases: false)
    return Checker(host: host, source: source, scope: scope)
  }
}

extension Script {
  /// The script that a command was given, checked whole; what is wrong with
  /// it is shown.
  /// - Throws: `Failure` if it cannot be read or is wrong.
  static func checked(
    for call: CommandCall, _ file: Required<PathArgument>, in session: Session, scope: Scope
  ) async throws -> Script {
    let script: Script
    do {
      script = try Script(try call[file].path, in: session)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: file))
    }
    let problems = await script.problems(in: session, scope: scope)
    try Task.checkCancellation()
    for problem in problems { session.console.report(problem) }
    if problems.contains(where: { $0.severity == .error }) { throw Failure(.usage, .notRun(script)) }
    return script
  }

  /// The script's parameters that a command was given as `name=value`.
  static func arguments(of call: CommandCall) throws -> [String: Value] {
    var values: [String: Value] = [:]
    for argument in call.named {
      guard case .parameter(let path, _) = argument.role, case .key(let name) = path.first, path.count == 1 else {
        continue
      }
      values[name] = try AnyArgument(reading: argument.content).value
    }
    return values
  }
}

extension Diagnostic {
  fileprivate static func notRun(_ script: Script) -> Diagnostic {
    Diagnostic(code: "check-failed", "\(script.source.name) was not run")
  }
}

extension Permissions {
  /// What a file may do.
  static let script = Permissions(startsPrograms: false, namesJobsByNumber: false, isFile: true)
  /// What the arguments of the program may do.
  static let arguments = Permissions(startsPrograms: false, namesJobsByNumber: false, isFile: false)
  /// What a person may do.
  static let prompt = Permissions(startsPrograms: true, namesJobsByNumber: true, isFile: false)
}
