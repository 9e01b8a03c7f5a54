import Diagnostics
import Language

/// Runs a block for every item, all at once.
struct EachCommand: Command {
  private static let item = Omittable("name", String.self, "a name for the item; without one it is $in")
  private static let block = Required("block", BlockArgument.self, "what to do with each")

  static let name = "each"

  static let manual = Manual(
    name: name, group: .values, summary: "runs a block for every item, several at a time", input: .required,
    parameters: [item, block],
    details: """
      set parallel=N says how many run at a time (8). If one fails the others go on; when all have ended, every \
      failure is named.
      """,
    examples: """
      > [1, 2, 3] | each n { $n * 2 }
      [2,4,6]
      > ["fox", "owl"] | each { "a red $in" }
      ["a red fox","a red owl"]
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let items = try await call.input?.elements else { throw Failure(.badInput, .listWanted(call.manual)) }
    let name = try call[Self.item]
    let block = try call[Self.block].block
    let outcomes = await Fanout(width: session.settings.parallel).outcomes(count: items.count) { index in
      let item = items[index]
      return try await block.run(name == nil ? item : nil, name.map { [$0: item] } ?? [:], index).settled()
    }
    try Task.checkCancellation()
    session.jobs.keepPart(of: outcomes)
    return .list(try Fanout.values(outcomes) { "item \($0 + 1)" })
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    .list(of: call.shape(of: Self.block) ?? .anything, count: call.inputShape?.elements?.count)
  }

  func blockContext(of call: CommandCall) -> BlockContext {
    let item = call.inputShape?.elements?.shape ?? .anything
    guard let name = try? call[Self.item] else { return BlockContext(input: item) }
    return BlockContext(input: nil, bindings: [name: item])
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] { call.listProblems }
}
