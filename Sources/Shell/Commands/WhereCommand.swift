import Diagnostics
import JSON
import Language

/// Keeps the items for which a block is true.
struct WhereCommand: Command {
  private static let block = Required("block", BlockArgument.self, "true or false for $in")

  static let name = "where"

  static let manual = Manual(
    name: name, group: .values, summary: "keeps the items for which the block is true", input: .required,
    parameters: [block],
    examples: """
      > [1, 2, 3, 4] | where { $in > 2 }
      [3,4]
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let items = try await call.input?.items else { throw Failure(.badInput, .listWanted(call.manual)) }
    let block = try call[Self.block].block
    var kept: [Value] = []
    for (index, item) in items.enumerated() {
      guard case .data(.bool(let keeps)) = try await block.run(item, [:], index) else {
        throw Failure(.badInput, .notACondition).located(in: call.invocation.source, at: block.range)
      }
      if keeps { kept.append(item) }
    }
    return .list(kept)
  }
}

extension Diagnostic {
  static func listWanted(_ manual: Manual) -> Diagnostic {
    Diagnostic(code: "wrong-input", "\(manual.name) takes a list")
  }

  fileprivate static var notACondition: Diagnostic {
    Diagnostic(code: "not-a-condition", "this must be true or false")
  }
}
