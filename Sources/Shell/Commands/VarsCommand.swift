import JSON
import Language
import Terminal

/// The names of the session.
struct VarsCommand: Command {
  static let name = "vars"

  static let manual = Manual(
    name: name, group: .session, summary: "lists what is bound to names",
    examples: """
      > let n = 3
      > vars
      $n  number  3
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let bound = session.scope.names.compactMap { name in session.scope[name].map { (name, $0) } }
    let rows = bound.map { name, value in
      [StyledText("$\(name)", .bold), StyledText(value.kindName, .dim), StyledText(value.json.text)]
    }
    let json = JSON.object(JSONObject(uniqueKeysWithValues: bound.map { ($0.0, $0.1.json) }))
    let lines =
      rows.isEmpty
      ? [StyledText("no names yet: let x = …", .dim)]
      : Table(rows: rows).lines(width: session.console.capabilities.columns)
    return .handle(Sheet(json, kind: "table", lines: lines))
  }
}
