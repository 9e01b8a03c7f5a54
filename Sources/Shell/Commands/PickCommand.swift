import Diagnostics
import JSON
import Language
import ModelSchema

/// One item of a list.
struct PickCommand: Command {
  private static let number = Required("number", Int.self, "which one, counted from 1; -1 is the last")

  static let name = "pick"

  static let manual = Manual(
    name: name, group: .values, summary: "gives one item of a list, or one medium of a result", input: .required,
    parameters: [number],
    examples: """
      > ["fox", "owl", "cat"] | pick 2
      owl
      > ["fox", "owl", "cat"] | pick -1
      cat
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let input = try await call.input else { return .nothing }
    let items = items(of: input)
    let number = try call[Self.number]
    let index = number < 0 ? items.count + number : number - 1
    guard items.indices.contains(index) else {
      throw Failure(.badInput, .noItem(number, of: items.count))
        .located(in: call.invocation.source, at: call.range(of: Self.number))
    }
    return items[index]
  }

  private func items(of value: Value) -> [Value] {
    if case .handle(let result as ModelResult) = value {
      return result.primaryMedia.map { .data(result.output[$0.path] ?? .string($0.url)) }
    }
    return value.items ?? [value]
  }
}

extension Diagnostic {
  fileprivate static func noItem(_ number: Int, of count: Int) -> Diagnostic {
    Diagnostic(code: "no-item", "there is no item \(number): the list has \(count)")
  }
}
