import FalClient
import Terminal

/// The repetitions of requests, which `--logs` shows: those of the job, of the
/// files that go into it, and of what is asked about its model.
enum Repetitions {
  /// Who is told of them. An object: the compiler's optimiser passes a
  /// function that is bound to a task on in the wrong place.
  final class Watcher: Sendable {
    let tell: @Sendable (RetryNotice) -> Void

    init(_ tell: @escaping @Sendable (RetryNotice) -> Void) { self.tell = tell }
  }

  /// Is told of those that belong to the work of this task.
  @TaskLocal static var watcher: Watcher?

  /// Shows those of some work, if that is wanted.
  /// - Parameter name: whose they are: `%3`.
  static func shown<Result>(
    if isWanted: Bool, as name: String, on console: Console, _ work: () async throws -> Result
  ) async rethrows -> Result {
    guard isWanted else { return try await work() }
    let watcher = Watcher { console.note("\(name)  \($0.words)") }
    return try await $watcher.withValue(watcher, operation: work)
  }
}
