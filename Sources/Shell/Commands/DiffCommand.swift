import Diagnostics
import FalProtocol
import JSON
import Language
import Terminal

/// What two results were asked for with, where it differs.
struct DiffCommand: Command {
  private static let first = Required("first", AnyArgument.self, "a result, job, file or URL")
  private static let second = Omittable("second", AnyArgument.self, "another; the latest result if not given")

  static let name = "diff"

  static let manual = Manual(
    name: name, group: .session, summary: "compares what two results were asked for with",
    parameters: [first, second],
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | count
      1
      > fal-ai/z-image/turbo "an owl" seed=2 image_size=square | count
      1
      > diff %1 %2
              %1     %2
      prompt  a fox  an owl
      seed    1      2
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let search = MakingSearch(session: session)
    let (left, right) = (
      try await one(of: try await search.makings(of: call, Self.first), call, Self.first),
      try await one(of: try await search.makings(of: call, Self.second), call, Self.second)
    )
    let rows = Self.differences(left, right)
    guard !rows.isEmpty else {
      return .handle(Sheet([:], kind: "table", lines: [StyledText("they are the same", .dim)]))
    }
    let pairs = rows.map { ($0.name, JSON.array([$0.left ?? .null, $0.right ?? .null])) }
    let json = JSON.object(JSONObject(uniqueKeysWithValues: pairs))
    let table = Table(
      columns: [Table.Column(""), Table.Column(left.label), Table.Column(right.label)],
      rows: rows.map { [StyledText($0.name, .dim), StyledText(Self.text($0.left)), StyledText(Self.text($0.right))] })
    return .handle(Sheet(json, kind: "table", lines: table.lines(width: session.console.capabilities.columns)))
  }

  private func one(
    of makings: [Making], _ call: CommandCall, _ parameter: any DeclaredParameter
  ) async throws -> Making {
    guard makings.count == 1, let making = makings.first else {
      throw Failure(.badInput, .notOne(makings.count))
        .located(in: call.invocation.source, at: call.range(of: parameter))
    }
    return making
  }

  /// Parameters in the order of the first, then those that only the second has.
  private static func differences(_ left: Making, _ right: Making) -> [(name: String, left: JSON?, right: JSON?)] {
    let (before, after) = (facts(of: left), facts(of: right))
    let names = before.keys + after.keys.filter { before[$0] == nil }
    return names.compactMap { before[$0] == after[$0] ? nil : ($0, before[$0], after[$0]) }
  }

  /// What was sent, with the seed that was chosen and the model.
  private static func facts(of making: Making) -> JSONObject {
    var facts: JSONObject = ["model": .string(making.endpoint.description)]
    for (name, value) in (making.input.object ?? [:]).sorted(by: { $0.key < $1.key }) { facts[name] = value }
    if facts["seed"] == nil, let seed = making.seed { facts["seed"] = seed }
    return facts
  }

  private static func text(_ value: JSON?) -> String { value.map { $0.string ?? $0.text } ?? "—" }
}

extension Diagnostic {
  fileprivate static func notOne(_ count: Int) -> Diagnostic {
    Diagnostic(
      code: "wrong-argument", "diff compares one result with another, and this is \(count)", help: "diff %1 %2")
  }
}
