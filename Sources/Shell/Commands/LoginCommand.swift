import Diagnostics
import FalProtocol
import Language
import Terminal

/// Takes the key for fal.ai and keeps it.
struct LoginCommand: Command {
  static let name = "login"

  static let manual = Manual(
    name: name, group: .shell, summary: "asks for your key for fal.ai and keeps it",
    details: """
      Keys are made at https://fal.ai/dashboard/keys. What is typed does not show, and is kept in a file that only \
      you may read, below XDG_CONFIG_HOME; falsh reads it when it starts. FAL_KEY in the environment is stronger.
      """,
    examples: """
      > login
      prompt:1:1: error: there is no terminal to type a key at
       1 | login
         | ^^^^^ in a script's environment: FAL_KEY
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard session.person.isThere else { throw Failure(.auth, .nobodyTypes) }
    guard let typed = await session.person.secret("the key, from https://fal.ai/dashboard/keys: ") else {
      try Task.checkCancellation()
      return .nothing
    }
    let key = typed.filter { !$0.isWhitespace }
    guard key.split(separator: ":", omittingEmptySubsequences: false).filter({ !$0.isEmpty }).count == 2,
      Credentials(key: key) != nil
    else { throw Failure(.badInput, .noKeyTyped) }
    let file = KeyFile(environment: session.environment)
    try file.keep(key)
    session.console.note("kept in \(file.path); it is used from the next start of falsh on")
    if Credentials(environment: session.environment.variables) != nil, session.environment.variables["FAL_KEY"] != key {
      session.console.note("FAL_KEY in the environment is stronger, as long as it is set")
    }
    return .nothing
  }
}

extension Diagnostic {
  fileprivate static var nobodyTypes: Diagnostic {
    Diagnostic(
      code: "no-terminal", "there is no terminal to type a key at", help: "in a script's environment: FAL_KEY")
  }

  fileprivate static var noKeyTyped: Diagnostic {
    Diagnostic(code: "bad-key", "this is no key: keys look like ID:SECRET", help: "https://fal.ai/dashboard/keys")
  }
}
