import JSON
import Language
import Synchronization

/// What `… &` gives: the pipeline that runs in the background, and its value
/// once it is there.
final class BackgroundPipeline: Handle {
  /// The pipeline that this task works for.
  @TaskLocal static var current: BackgroundPipeline?

  /// As it was typed.
  let text: String
  /// The strand that it is.
  let strand: String
  let result = Settlement<Value>()
  /// Settled as soon as there is something to say: a job, or the end.
  private let beginning = Settlement<Void>()
  private let started = Mutex<[Job]>([])
  private let askers = Mutex(0)

  private let registry: Jobs

  /// - Parameter registry: is told when somebody waits for its jobs.
  init(text: String, strand: String, registry: Jobs) {
    self.text = text
    self.strand = strand
    self.registry = registry
  }

  /// The jobs that it has started so far.
  var jobs: [Job] { started.withLock { $0 } }

  /// Whether somebody has asked for its value, and so hears of its failure.
  var isTaken: Bool { askers.withLock { $0 > 0 } }

  /// Whether it has ended in a failure, and not because it was given up.
  var hasFailed: Bool {
    guard case .failure(let error)? = result.outcome else { return false }
    return !(error is CancellationError)
  }

  func add(_ job: Job) {
    started.withLock { $0.append(job) }
    beginning.settle(.success(()))
  }

  func run(_ work: @Sendable () async throws -> Value) async {
    do {
      result.settle(.success(try await work().settled()))
    } catch {
      result.settle(.failure(error))
    }
    beginning.settle(.success(()))
  }

  /// Waits until its first job has a number, so that it can be told; not
  /// longer than `limit`, since the prompt is to be back at once.
  func begun(within limit: Duration, _ time: Timekeeper) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [beginning] in try? await beginning.value() }
      group.addTask { try? await time.pause(limit) }
      await group.next()
      group.cancelAll()
    }
  }

  var kindName: String { "job" }

  /// Waits, the status line of each of its jobs showing while it runs.
  func settled() async throws -> Value {
    askers.withLock { $0 += 1 }
    while result.outcome == nil, let job = unfinished {
      _ = try? await registry.waiting(for: job) { try await job.result.value() }
      try Task.checkCancellation()
    }
    return try await result.value()
  }

  /// Waits like `settled()`, but no longer than `limit`.
  /// - Returns: nil if there was no value by then.
  func settled(within limit: Duration, by time: Timekeeper) async throws -> Value? {
    let end = time.now() + limit
    askers.withLock { $0 += 1 }
    while result.outcome == nil, let job = unfinished {
      guard await hasEnded(job, within: end - time.now(), by: time) else { return givenUp() }
      try Task.checkCancellation()
    }
    return try await result.value(within: end - time.now(), by: time) ?? givenUp()
  }

  private var unfinished: Job? { jobs.first { !$0.current.phase.isFinal } }

  private func hasEnded(_ job: Job, within limit: Duration, by time: Timekeeper) async -> Bool {
    do {
      return try await registry.waiting(for: job) { try await job.result.value(within: limit, by: time) } != nil
    } catch {
      return true
    }
  }

  /// Who gave up hears of no failure.
  private func givenUp() -> Value? {
    askers.withLock { $0 -= 1 }
    return nil
  }

  var json: JSON { jobs.first?.json ?? ["job": .null, "state": .string(result.outcome == nil ? "running" : "done")] }
}
