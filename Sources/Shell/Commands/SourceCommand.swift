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

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard Self.depth < Self.deepest else { throw Failure(.badInput, .tooDeep) }
    let script: Script
    do {
      script = try Script(try call[Self.file].path, in: session)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.file))
    }
    let problems = await script.problems(in: session, scope: session.scope)
    for problem in problems { session.console.report(problem) }
    if problems.contains(where: { $0.severity == .error }) { throw Failure(.usage, .notRun(script)) }
    let host = SessionHost(session: session, permissions: .script)
    let evaluator = Evaluator(host: host, source: script.source, scope: session.scope, pause: session.retryPause)
    try await Self.$depth.withValue(Self.depth + 1) {
      _ = try await evaluator.run(script.parsed.program, arguments: try arguments(of: call))
    }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }

  private func arguments(of call: CommandCall) throws -> [String: Value] {
    var values: [String: Value] = [:]
    for argument in call.named {
      guard case .parameter(let path, _) = argument.role, case .key(let name) = path.first, path.count == 1 else {
        continue
      }
      values[name] = try AnyArgument(reading: argument.content).value
    }
    return values
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.file, in: session)
  }
}

extension Diagnostic {
  fileprivate static var tooDeep: Diagnostic {
    Diagnostic(code: "source-too-deep", "scripts source one another without end")
  }

  fileprivate static func notRun(_ script: Script) -> Diagnostic {
    Diagnostic(code: "check-failed", "\(script.source.name) was not run")
  }
}
