import Diagnostics
import Language

/// Forgets a name.
struct UnsetCommand: Command {
  private static let names = Repeated("name", NameArgument.self, "the names to forget, without $")

  static let name = "unset"

  static let manual = Manual(
    name: name, group: .session, summary: "forgets names, and words of alias", parameters: [names],
    examples: """
      > let n = 3
      > unset n
      > vars
      no names yet: let x = …
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    for name in try call[Self.names].map(\.name) {
      let isAlias = session.settings.aliases[name] != nil
      if isAlias { session.changeSettings { $0.aliases[name] = nil } }
      guard session.scope[name] != nil || isAlias else {
        throw Failure(.badInput, .noName(name, near: name.nearest(among: session.scope.names)))
      }
      session.scope.unbind(name)
    }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}

extension Diagnostic {
  fileprivate static func noName(_ name: String, near: String?) -> Diagnostic {
    Diagnostic(code: "no-such-name", "there is no $\(name)", help: near.map { "did you mean '\($0)'?" })
  }
}
