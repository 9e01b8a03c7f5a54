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
    guard let items = try await call.input?.elements else { throw Failure(.badInput, .listWanted(call.manual)) }
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

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    .list(of: call.inputShape?.elements?.shape ?? .anything, count: nil)
  }

  func blockContext(of call: CommandCall) -> BlockContext {
    BlockContext(input: call.inputShape?.elements?.shape ?? .anything)
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    if let kind = call.shape(of: Self.block)?.kindName, kind != Shape.bool.kindName {
      return call.listProblems + [.notACondition.located(in: call.invocation.source, at: call.range(of: Self.block))]
    }
    return call.listProblems
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
