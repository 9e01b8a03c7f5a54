import Diagnostics
import Language

/// Runs a script as if its lines stood here: what it binds stays bound.
struct SourceCommand: Command {
  private static let file = Required("file", PathArgument.self, "the script")

  static let name = "source"

  static let manual = Manual(
    name: name, group: .scripts, summary: "runs a script here: its names stay", parameters: [file],
    takesAnyNamed: true,
    details: "What else is given as name=value are the script's parameters.",
    examples: """
      > source no-such-script.fal
      prompt:1:8: error: there is no file 'no-such-script.fal'
       1 | source no-such-script.fal
         |        ^^^^^^^^^^^^^^^^^^
      """)

  /// Scripts that source one another stop here.
  private static let deepest = 16
  @TaskLocal private static var depth = 0

  /// Whether a script speaks at present, and not who sits at the prompt.
  static var isRunning: Bool { depth > 0 }

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard Self.depth < Self.deepest else { throw Failure(.badInput, .tooDeep) }
    let script = try await Script.checked(for: call, Self.file, in: session, scope: session.scope)
    let host = SessionHost(session: session, permissions: .script)
    let evaluator = Evaluator(host: host, source: script.source, scope: session.scope, pause: session.retryPause)
    session.log.expectParameters(of: script.parsed.program, in: session.scope)
    try await Self.speaking {
      _ = try await evaluator.run(script.parsed.program, arguments: try Script.arguments(of: call))
    }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }

  /// Runs `body` as something that a script says.
  static func speaking(_ body: () async throws -> Void) async throws {
    try await $depth.withValue(depth + 1) { try await body() }
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    let problems = LocalFile.problems(of: call, Self.file, in: session)
    guard problems.isEmpty, let script = try? script(of: call, in: session) else { return problems }
    let source = call.invocation.source
    guard !script.parsed.hasErrors else {
      return [Diagnostic.unreadable(script).located(in: source, at: call.range(of: Self.file))]
    }
    let unknown = call.named.filter { !script.takes($0) }.map { argument in
      Diagnostic.noParameter(argument, of: script, source).located(in: source, at: argument.nameRange)
    }
    let missing = script.missing(call.named).map { name in
      Diagnostic.missing(name, script).located(in: source, at: call.invocation.name.range)
    }
    return unknown + missing
  }

  func declarations(of call: CommandCall, in session: Session) async -> Declarations {
    guard Self.depth < Self.deepest, let script = try? script(of: call, in: session) else {
      return Declarations(isOpen: true)
    }
    return await Self.$depth.withValue(Self.depth + 1) { await script.declarations(in: session) }
  }

  /// - Throws: `Failure` if the file is not known yet, or cannot be read.
  private func script(of call: CommandCall, in session: Session) throws -> Script {
    try Script(try call[Self.file].path, in: session)
  }
}

extension Script {
  fileprivate var parameterNames: [String] { parsed.program.parameters.map(\.name.value) }

  fileprivate func takes(_ argument: Argument) -> Bool { argument.parameterName.map(parameterNames.contains) ?? false }

  /// The parameters that have to be given, and are not.
  fileprivate func missing(_ arguments: [Argument]) -> [String] {
    let given = Set(arguments.compactMap(\.parameterName))
    return parsed.program.parameters.filter { $0.defaultValue == nil && !given.contains($0.name.value) }
      .map(\.name.value)
  }
}

extension Argument {
  fileprivate var parameterName: String? {
    guard case .parameter(let path, _) = role, case .key(let name) = path.first, path.count == 1 else { return nil }
    return name
  }
}

extension Diagnostic {
  fileprivate static func unreadable(_ script: Script) -> Diagnostic {
    let first = script.parsed.diagnostics.first { $0.severity == .error }
    return Diagnostic(
      code: "check-failed", "\(script.source.name) cannot be read: \(first?.message ?? "it has errors")",
      help: "check \(script.source.name)")
  }

  fileprivate static func noParameter(_ argument: Argument, of script: Script, _ source: SourceText) -> Diagnostic {
    let name = String(source[argument.nameRange])
    return Diagnostic(
      code: "unknown-parameter", "\(script.source.name) has no parameter '\(name)'",
      help: name.nearest(among: script.parameterNames).map { "did you mean '\($0)'?" })
  }

  fileprivate static func missing(_ name: String, _ script: Script) -> Diagnostic {
    Diagnostic(
      code: "missing-parameter", "\(script.source.name) needs a value for '\(name)'",
      help: "source \(script.source.name) \(name)=…")
  }

  fileprivate static var tooDeep: Diagnostic {
    Diagnostic(code: "source-too-deep", "scripts source one another without end")
  }
}
