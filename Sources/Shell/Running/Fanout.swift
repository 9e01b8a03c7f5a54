import Diagnostics
import FalClient
import Language

/// Work on many items, several at a time: `each`, `sweep` and `save`. If one
/// fails the others go on.
struct Fanout: Sendable {
  /// How many run at a time; at least 1.
  let width: Int

  /// How many rounds there are of what runs now: those of every `each` and
  /// `sweep` around it, multiplied.
  @TaskLocal static var rounds = 1

  /// How many there are with `count` in each of them; the most there is if
  /// that is beyond the range.
  static func rounds(of count: Int) -> Int {
    let (rounds, overflow) = rounds.multipliedReportingOverflow(by: max(1, count))
    return overflow ? .max : rounds
  }

  /// - Returns: what became of each, in the order of the items.
  func outcomes(
    count: Int, _ work: @escaping @Sendable (Int) async throws -> Value
  ) async -> [Result<Value, any Error>] {
    await Fanout.$rounds.withValue(Fanout.rounds(of: count)) { await outcomesOfAll(count: count, work) }
  }

  private func outcomesOfAll(
    count: Int, _ work: @escaping @Sendable (Int) async throws -> Value
  ) async -> [Result<Value, any Error>] {
    await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
      var outcomes = [Result<Value, any Error>](repeating: .failure(CancellationError()), count: count)
      var next = 0
      func startNext() {
        guard next < count else { return }
        let index = next
        next += 1
        group.addTask {
          await Strand.$current.withValue(Strand.fork("\(index)")) {
            do { return (index, .success(try await work(index))) } catch { return (index, .failure(error)) }
          }
        }
      }
      for _ in 0..<max(1, width) { startNext() }
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        if !Task.isCancelled { startNext() }
      }
      return outcomes
    }
  }

  /// All values, or one failure that names every one.
  /// - Parameter name: what to call an item, counted from 0.
  /// - Throws: `Failure`; whatever else ended an item.
  static func values(_ outcomes: [Result<Value, any Error>], name: (Int) -> String) throws -> [Value] {
    var failures: [(index: Int, failure: Failure)] = []
    for (index, outcome) in outcomes.enumerated() {
      guard case .failure(let error) = outcome else { continue }
      guard let failure = error as? Failure else { throw error }
      failures.append((index, failure))
    }
    guard var first = failures.first?.failure else { return try outcomes.map { try $0.get() } }
    guard outcomes.count > 1 else { throw first }
    let sentences = failures.map { "\(name($0.index)): \($0.failure.diagnostic.message)" }
    first.diagnostic.message = "\(failures.count) of \(outcomes.count) failed, \(sentences[0])"
    first.diagnostic.notes += sentences.dropFirst().map { Diagnostic.Note($0) }
    throw first
  }
}
