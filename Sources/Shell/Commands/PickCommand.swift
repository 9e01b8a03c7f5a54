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
    let items = input.elements ?? [input]
    let number = try call[Self.number]
    let index = number < 0 ? items.count + number : number - 1
    guard items.indices.contains(index) else {
      throw Failure(.badInput, .noItem(number, of: items.count))
        .located(in: call.invocation.source, at: call.range(of: Self.number))
    }
    return items[index]
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    guard let items = call.inputShape?.elements else { return .anything }
    guard let number = try? call[Self.number], number != 0 else { return items.shape }
    return call.inputShape?.element(number < 0 ? number : number - 1) ?? items.shape
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    guard let number = try? call[Self.number], let elements = call.inputShape?.elements, let count = elements.count,
      number == 0 || abs(number) > count
    else { return [] }
    return [Diagnostic.noItem(number, of: count).located(in: call.invocation.source, at: call.range(of: Self.number))]
  }
}

extension Diagnostic {
  fileprivate static func noItem(_ number: Int, of count: Int) -> Diagnostic {
    Diagnostic(code: "no-item", "there is no item \(number): the list has \(count)")
  }
}
