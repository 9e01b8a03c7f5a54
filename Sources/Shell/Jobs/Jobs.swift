import FalProtocol
import JSON
import Language
import Synchronization

/// The jobs of a session, and which of them a statement ran.
final class Jobs: Sendable {
  private struct State {
    var jobs: [Job] = []
    var ranInStatement = false
    var latestValue: Value?
    /// Pipelines with `&` that have not ended.
    var background: [Int: Settlement<Value>] = [:]
    var nextBackground = 0
    /// Jobs that somebody waits for, by number.
    var waiting: [Int: Int] = [:]
    /// What a cancelled wait left running, and when.
    var detached: (jobs: [Job], at: Duration)?
  }

  private let state = Mutex(State())
  let live: LiveStatus
  private let time: Timekeeper
  private let console: Console
  private let announces: Bool

  /// - Parameter announces: whether to say when a job ends that nobody waits
  ///   for.
  init(console: Console, time: Timekeeper, announces: Bool) {
    self.time = time
    self.console = console
    self.announces = announces
    live = LiveStatus(console: console, time: time)
  }

  /// All jobs, the oldest first.
  var all: [Job] { state.withLock { $0.jobs } }
  var unfinished: [Job] { all.filter { !$0.current.phase.isFinal } }

  /// The job of a number, counted from 1.
  subscript(number: Int) -> Job? {
    state.withLock { state in state.jobs.indices.contains(number - 1) ? state.jobs[number - 1] : nil }
  }

  func job(withRequestID id: String) -> Job? { all.first { $0.current.acceptance?.requestID == id } }

  func add(endpoint: EndpointID, input: JSON) -> Job {
    state.withLock { state in
      let job = Job(number: state.jobs.count + 1, endpoint: endpoint, input: input, startedAt: time.now())
      state.jobs.append(job)
      state.ranInStatement = true
      return job
    }
  }

  // MARK: `%`

  /// What the latest statement that ran models gave.
  var latestValue: Value? { state.withLock { $0.latestValue } }

  func beginStatement() { state.withLock { $0.ranInStatement = false } }

  func endStatement(_ value: Value) {
    state.withLock { state in
      guard state.ranInStatement, !value.isNothing else { return }
      state.latestValue = value
    }
  }

  // MARK: `&`

  /// Runs a pipeline in the background.
  func startBackground(_ text: String, _ work: @escaping @Sendable () async throws -> Value) async -> Value {
    let settlement = Settlement<Value>()
    let first = all.count
    let id = state.withLock { state -> Int in
      state.ranInStatement = true
      state.nextBackground += 1
      state.background[state.nextBackground] = settlement
      return state.nextBackground
    }
    Task {
      do {
        settlement.settle(.success(try await work().settled()))
      } catch {
        settlement.settle(.failure(error))
      }
      state.withLock { $0.background[id] = nil }
    }
    return .handle(BackgroundPipeline(text: text, result: settlement, jobs: { [self] in Array(all.dropFirst(first)) }))
  }

  /// Waits until nothing runs in the background any more.
  /// - Throws: the first failure, after all have ended.
  func waitForBackground() async throws {
    var failure: (any Error)?
    while let next = state.withLock({ $0.background.values.first }) {
      do {
        _ = try await next.value()
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        failure = failure ?? error
      }
      await Task.yield()
    }
    if let failure { throw failure }
  }

  // MARK: Waiting

  func noteWaiting(_ job: Job) { state.withLock { $0.waiting[job.number, default: 0] += 1 } }

  func noteWaitingEnded(_ job: Job) {
    state.withLock { state in
      // What is given up by Ctrl-C is asked for right afterwards.
      if Task.isCancelled { return }
      state.waiting[job.number, default: 1] -= 1
    }
  }

  /// Unfinished jobs that were waited for when the wait was cancelled.
  var unfinishedForeground: [Job] {
    let waiting = state.withLock { $0.waiting }
    return unfinished.filter { waiting[$0.number, default: 0] > 0 }
  }

  /// A job has ended; if nobody waits for it, that is said.
  func didEnd(_ job: Job) {
    guard announces, state.withLock({ $0.waiting[job.number, default: 0] <= 0 }) else { return }
    let elapsed = (job.current.finishedAt ?? time.now()) - job.startedAt
    console.note("%\(job.number) \(job.endpoint) \(job.current.phase.description) after \(elapsed.inTenths)")
  }

  // MARK: Detaching

  /// Remembers what Ctrl-C left running, for a second Ctrl-C.
  func noteDetached(_ jobs: [Job]) { state.withLock { $0.detached = (jobs, time.now()) } }

  /// What was left running at most two seconds ago; asked once.
  func takeDetached() -> [Job] {
    state.withLock { state in
      defer { state.detached = nil }
      for job in state.detached?.jobs ?? [] { state.waiting[job.number] = nil }
      guard let detached = state.detached, time.now() - detached.at <= .seconds(2) else { return [] }
      return detached.jobs.filter { !$0.current.phase.isFinal }
    }
  }
}
