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
    let arguments = call.arguments[Self.names.name] ?? []
    guard !arguments.isEmpty else { throw Failure(.usage, .nothingToForget) }
    for (name, argument) in zip(try call[Self.names].map(\.name), arguments) {
      let isAlias = session.settings.aliases[name] != nil
      if isAlias { session.changeSettings { $0.aliases[name] = nil } }
      guard session.scope[name] != nil || isAlias else {
        throw Failure(.badInput, .noName(name, near: name.nearest(among: session.scope.names)))
          .located(in: call.invocation.source, at: argument.range)
      }
      session.scope.unbind(name)
    }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}

extension Diagnostic {
  fileprivate static var nothingToForget: Diagnostic {
    Diagnostic(code: "missing-argument", "unset needs the names to forget", help: "unset hero; vars lists them")
  }

  fileprivate static func noName(_ name: String, near: String?) -> Diagnostic {
    Diagnostic(code: "no-such-name", "there is no $\(name)", help: near.map { "did you mean '\($0)'?" })
  }
}
