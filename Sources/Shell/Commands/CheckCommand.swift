import Diagnostics
import Language

/// Finds what is wrong with a script without running it.
struct CheckCommand: Command {
  private static let first = Required("file", PathArgument.self, "the script")
  private static let others = Repeated("files", PathArgument.self, "further ones")

  static let name = "check"

  static let manual = Manual(
    name: name, group: .scripts, summary: "finds what is wrong with scripts, and runs nothing",
    parameters: [first, others],
    examples: """
      > check no-such-script.fal
      prompt:1:7: error: there is no file 'no-such-script.fal'
       1 | check no-such-script.fal
         |       ^^^^^^^^^^^^^^^^^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var found: [(count: Int, script: Script)] = []
    for argument in Self.files.flatMap({ call.arguments[$0.name] ?? [] }) {
      let script = try script(named: argument, call, session)
      let problems = await script.problems(in: session)
      try Task.checkCancellation()
      for problem in problems { session.console.report(problem) }
      let errors = problems.count { $0.severity == .error }
      if errors > 0 { found.append((errors, script)) }
    }
    guard found.isEmpty else { throw Failure(.usage, .errors(found)) }
    return .nothing
  }

  private static let files: [any DeclaredParameter] = [first, others]

  private func script(named argument: Argument, _ call: CommandCall, _ session: Session) throws -> Script {
    do {
      return try Script(try PathArgument(reading: argument.content).path, in: session)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: argument.valueRange)
    }
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    Self.files.flatMap { LocalFile.problems(of: call, $0, in: session) }
  }
}

extension Diagnostic {
  fileprivate static func errors(_ found: [(count: Int, script: Script)]) -> Diagnostic {
    let counts = found.map { "\($0.count) \($0.count == 1 ? "error" : "errors") in \($0.script.source.name)" }
    return Diagnostic(code: "check-failed", counts.joined(separator: ", "))
  }
}
