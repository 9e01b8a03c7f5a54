import Diagnostics
import Language

/// Shows what a script would call and what that would cost.
struct PlanCommand: Command {
  private static let file = Required("file", PathArgument.self, "the script")

  static let name = "plan"

  static let manual = Manual(
    name: name, group: .scripts, summary: "shows every call a script would make, and its price", parameters: [file],
    takesAnyNamed: true,
    details: """
      The script is followed with stand-ins for every result: nothing is sent, nothing is written, and expect is \
      passed over. What else is given as name=value are its parameters. What hangs on a result is said.
      """,
    examples: """
      > plan no-such-script.fal
      prompt:1:6: error: there is no file 'no-such-script.fal'
       1 | plan no-such-script.fal
         |      ^^^^^^^^^^^^^^^^^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let script = try await Script.checked(for: call, Self.file, in: session, scope: Scope())
    return try await Planner(script, in: session).plan(try Script.arguments(of: call)).value
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.file, in: session)
  }
}
