extension Timekeeper {
  /// The answer to a question, if it is here within a limit. The question goes
  /// on all the same, and whoever asks it sees to what comes of it.
  /// - Parameter question: what it is given is called where the answer is not
  ///   worth waiting for any more.
  /// - Returns: nil once the limit has passed, or the question is given up, or
  ///   the task is cancelled.
  func answer<Answer: Sendable>(
    within limit: Duration, of question: @escaping @Sendable (_ giveUp: @escaping @Sendable () -> Void) async -> Answer
  ) async -> Answer? {
    let (answers, answer) = AsyncStream<Answer?>.makeStream()
    Task { answer.yield(await question { answer.yield(nil) }) }
    let alarm = Task { [time = self] in
      // Nobody is late where the answer has woken it.
      guard (try? await time.sleep(limit)) != nil else { return }
      answer.yield(nil)
    }
    defer { alarm.cancel() }
    for await first in answers { return first }
    return nil
  }

  /// What some work gives within a limit; if that is too long, the work is
  /// cancelled.
  /// - Returns: nil if it was not there by then.
  /// - Throws: what `work` throws; `CancellationError`.
  func value<Value: Sendable>(
    within limit: Duration, of work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await work() }
      group.addTask { [time = self] in
        try await time.sleep(limit)
        return nil
      }
      return try await group.next() ?? nil
    }
  }
}
