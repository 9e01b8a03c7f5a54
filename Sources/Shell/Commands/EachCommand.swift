import Diagnostics
import Language

/// Runs a block for every item, all at once.
struct EachCommand: Command {
  private static let name = Omittable("name", String.self, "a name for the item; without one it is $in")
  private static let block = Required("block", BlockArgument.self, "what to do with each")

  static let manual = Manual(
    name: "each", group: .values, summary: "runs a block for every item, several at a time", input: .required,
    parameters: [name, block],
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
    guard let items = try await call.input?.items else { throw Failure(.badInput, .listWanted(call.manual)) }
    let name = try call[Self.name]
    let block = try call[Self.block].block
    let outcomes = await Self.outcomes(of: items, parallel: session.settings.parallel) { index, item in
      try await block.run(name == nil ? item : nil, name.map { [$0: item] } ?? [:], index).settled()
    }
    try Task.checkCancellation()
    return .list(try Self.values(outcomes, call))
  }

  private static func outcomes(
    of items: [Value], parallel: Int, _ work: @escaping @Sendable (Int, Value) async throws -> Value
  ) async -> [Result<Value, any Error>] {
    await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
      var outcomes = [Result<Value, any Error>](repeating: .failure(CancellationError()), count: items.count)
      var next = 0
      func startNext() {
        guard next < items.count else { return }
        let index = next
        next += 1
        group.addTask {
          do { return (index, .success(try await work(index, items[index]))) } catch { return (index, .failure(error)) }
        }
      }
      for _ in 0..<max(1, parallel) { startNext() }
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        if !Task.isCancelled { startNext() }
      }
      return outcomes
    }
  }

  /// All values, or one failure that names every one.
  private static func values(_ outcomes: [Result<Value, any Error>], _ call: CommandCall) throws -> [Value] {
    var failures: [(index: Int, failure: Failure)] = []
    for (index, outcome) in outcomes.enumerated() {
      guard case .failure(let error) = outcome else { continue }
      guard let failure = error as? Failure else { throw error }
      failures.append((index, failure))
    }
    guard var first = failures.first?.failure else { return try outcomes.map { try $0.get() } }
    guard outcomes.count > 1 else { throw first }
    let sentences = failures.map { "item \($0.index + 1): \($0.failure.diagnostic.message)" }
    first.diagnostic.message = "\(failures.count) of \(outcomes.count) failed, \(sentences[0])"
    first.diagnostic.notes += sentences.dropFirst().map { Diagnostic.Note($0) }
    throw first
  }
}
