import Diagnostics
import JSON
import Language

/// How many there are.
struct CountCommand: Command {
  private static let value = Omittable("value", AnyArgument.self, "a list; or piped in")

  static let name = "count"

  static let manual = Manual(
    name: name, group: .values, summary: "says how many items a list has, or media a result", input: .optional,
    parameters: [value], details: "Of a record it counts the fields, of a text the characters.",
    examples: """
      > count ["fox", "owl"]
      2
      > "a\\nb" | lines | count
      2
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let piped = try await call.input
    guard let value = try await call[Self.value]?.value.settled() ?? piped else {
      throw Failure(.usage, .nothingToCount)
    }
    if case .handle(let result as ModelResult) = value { return .data(JSON(result.primaryMedia.count)) }
    if let items = value.items { return .data(JSON(items.count)) }
    if let members = value.json.object { return .data(JSON(members.count)) }
    if value.json.number == nil, value.json.bool == nil, let text = value.text { return .data(JSON(text.count)) }
    throw Failure.wants("a list", got: value).located(in: call.invocation.source, at: call.range(of: Self.value))
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .number }
}

extension Diagnostic {
  fileprivate static var nothingToCount: Diagnostic {
    Diagnostic(code: "nothing-piped", "count needs a list or a result", help: "% | count")
  }
}
