import Diagnostics
import JSON
import Language
import Terminal

/// What there is, and how it is used.
struct HelpCommand: Command {
  private static let topic = Omittable("command", CommandName.self, "a command, or exit-codes")

  static let name = "help"

  static let manual = Manual(
    name: name, group: .shell, summary: "lists the commands, or explains one", parameters: [topic],
    examples: """
      > help pick
      VALUE | pick N
        gives one item of a list, or one medium of a result
        number  which one, counted from 1; -1 is the last

      for example:
        ["fox", "owl", "cat"] | pick 2
        ["fox", "owl", "cat"] | pick -1
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let name = try call[Self.topic]?.name else {
      return HelpOverview(width: session.console.capabilities.columns).value
    }
    if name == "exit-codes" { return ExitCodeSheet().value }
    if let command = Commands.named(name) {
      return HelpSheet(type(of: command).manual, width: session.console.capabilities.columns).value
    }
    if name.contains("/") { return try await sheet(ofModel: name, call, session) }
    throw Failure(.badInput, Self.unknown(name)).located(in: call.invocation.source, at: call.range(of: Self.topic))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    guard let name = try? call[Self.topic]?.name, name != "exit-codes", !name.contains("/"), Commands.named(name) == nil
    else { return [] }
    return [Self.unknown(name).located(in: call.invocation.source, at: call.range(of: Self.topic))]
  }

  private static func unknown(_ name: String) -> Diagnostic {
    Diagnostic(code: "unknown-command", "no command '\(name)'")
      .meaning(name.nearest(among: Commands.names), for: name, among: Commands.names, otherwise: "help lists them")
  }
}

extension HelpCommand {
  private func sheet(ofModel name: String, _ call: CommandCall, _ session: Session) async throws -> Value {
    do {
      return try await SchemaSheet.value(of: name, in: session)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.topic))
    }
  }
}

/// The name of a command.
struct CommandName: ArgumentType {
  static let label = "COMMAND"
  let name: String

  init(reading content: Argument.Content) throws { name = try String(reading: content) }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    Commands.manuals.map { Suggestion($0.name, $0.summary, .command) }
      + [Suggestion("exit-codes", "what the exit statuses mean")]
  }
}
