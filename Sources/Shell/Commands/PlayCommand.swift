import Diagnostics
import Language
import Terminal

/// Walks an audience through a script.
struct PlayCommand: Command {
  private static let file = Required("file", PathArgument.self, "the script")

  static let name = "play"

  static let manual = Manual(
    name: name, group: .scripts, summary: "walks through a script, a step per key", parameters: [file],
    takesAnyNamed: true,
    details: """
      Before each statement its narration (##) and its text are shown. Space or Enter runs it, r runs all that \
      follows, q ends. Where there is nobody to press a key it runs at once. What else is given as name=value are \
      the script's parameters.
      """,
    examples: """
      > play no-such-script.fal
      prompt:1:6: error: there is no file 'no-such-script.fal'
       1 | play no-such-script.fal
         |      ^^^^^^^^^^^^^^^^^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let script = try await Script.checked(for: call, Self.file, in: session, scope: Scope())
    try await SourceCommand.speaking {
      try await Performance(script, in: session).run(try Script.arguments(of: call))
    }
    return .nothing
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.file, in: session)
  }
}
