import FalClient
import Terminal

/// The repetitions of requests, which `--logs` shows: those of the job, of the
/// files that go into it, and of what is asked about its model.
enum Repetitions {
  /// Is told of those that belong to the work of this task.
  @TaskLocal static var watcher: (@Sendable (RetryNotice) -> Void)?

  /// Shows those of some work, if that is wanted.
  /// - Parameter name: whose they are: `%3`.
  static func shown<Result>(
    if isWanted: Bool, as name: String, on console: Console, _ work: () async throws -> Result
  ) async rethrows -> Result {
    guard isWanted else { return try await work() }
    return try await $watcher.withValue({ console.note("\(name)  \($0.words)") }, operation: work)
  }
}
