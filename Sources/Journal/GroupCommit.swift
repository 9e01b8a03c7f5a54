import GRDB
import Synchronization

/// Writes of many tasks in one transaction. Who comes while another
/// transaction is under way shares the next one, and nobody goes on before
/// what they wrote is in the file: a thousand jobs at once cost a few dozen
/// commits. One job alone waits for another thread at each of its steps.
final class GroupCommit: Sendable {
  private struct Step: Sendable {
    /// Runs within a transaction; again in one of its own if another step
    /// of the first one failed.
    let run: @Sendable (Database) throws -> @Sendable () -> Void
    let fail: @Sendable (JournalError) -> Void
  }

  private struct Contents {
    var steps: [Step] = []
    /// Whether somebody is writing, and will look again.
    var isDraining = false
  }

  private let database: DatabaseQueue
  private let contents = Mutex(Contents())

  init(_ database: DatabaseQueue) { self.database = database }

  /// - Parameter body: may run twice, and is undone the first time.
  /// - Returns: what it returned, once that is in the file.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(JournalError) -> Value {
    let outcome = await withCheckedContinuation { continuation in
      write({ continuation.resume(returning: $0) }, body)
    }
    return try outcome.get()
  }

  /// The same for who does not wait. Calls are in the file in their order.
  /// - Parameter completion: is told, on a thread of the journal's.
  func write<Value: Sendable>(
    _ completion: @escaping @Sendable (Result<Value, JournalError>) -> Void,
    _ body: @escaping @Sendable (Database) throws -> Value
  ) {
    add(
      Step(
        run: { database in
          let value = try body(database)
          return { completion(.success(value)) }
        },
        fail: { completion(.failure($0)) }))
  }

  private func add(_ step: Step) {
    let isFirst = contents.withLock { contents in
      contents.steps.append(step)
      defer { contents.isDraining = true }
      return !contents.isDraining
    }
    if isFirst { database.asyncWriteWithoutTransaction { self.drain(into: $0) } }
  }

  private func drain(into database: Database) {
    while let steps = next() { commit(steps, to: database) }
  }

  /// What has come meanwhile, in order; nil, and nobody drains any more, if
  /// nothing has.
  private func next() -> [Step]? {
    contents.withLock { contents in
      guard !contents.steps.isEmpty else {
        contents.isDraining = false
        return nil
      }
      defer { contents.steps = [] }
      return contents.steps
    }
  }

  /// One that fails takes nobody along, but what another process keeps from
  /// being written is not waited for once for each.
  private func commit(_ steps: [Step], to database: Database) {
    guard let fault = fault(ofWriting: steps, to: database) else { return }
    guard steps.count > 1, fault != .busy else { return steps.forEach { $0.fail(fault) } }
    for (index, step) in steps.enumerated() {
      guard let fault = self.fault(ofWriting: [step], to: database) else { continue }
      guard fault != .busy else { return steps[index...].forEach { $0.fail(fault) } }
      step.fail(fault)
    }
  }

  /// - Returns: nil if all are written, and have been told so.
  private func fault(ofWriting steps: [Step], to database: Database) -> JournalError? {
    do {
      let waiting = try database.transact { try steps.map { try $0.run(database) } }
      for resume in waiting { resume() }
      return nil
    } catch {
      return JournalError(error)
    }
  }
}
