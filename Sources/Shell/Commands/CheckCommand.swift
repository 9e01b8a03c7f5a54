import Diagnostics
import Language

/// Finds what is wrong with a script without running it.
struct CheckCommand: Command {
  private static let file = Required("file", PathArgument.self, "the script")

  static let name = "check"

  static let manual = Manual(
    name: name, group: .scripts, summary: "finds what is wrong with a script, and runs nothing", parameters: [file],
    examples: """
      > check no-such-script.fal
      prompt:1:7: error: there is no file 'no-such-script.fal'
       1 | check no-such-script.fal
         |       ^^^^^^^^^^^^^^^^^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let script: Script
    do {
      script = try Script(try call[Self.file].path, in: session)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.file))
    }
    let problems = await script.problems(in: session)
    try Task.checkCancellation()
    for problem in problems { session.console.report(problem) }
    let errors = problems.filter { $0.severity == .error }.count
    guard errors == 0 else { throw Failure(.usage, .errors(errors, in: script)) }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.file, in: session)
  }
}

extension Diagnostic {
  fileprivate static func errors(_ count: Int, in script: Script) -> Diagnostic {
    Diagnostic(code: "check-failed", "\(count) \(count == 1 ? "error" : "errors") in \(script.source.name)")
  }
}
