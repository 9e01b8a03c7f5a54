import FalClient
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema
import Synchronization

/// The jobs of a session, and which of them a statement ran.
final class Jobs: Sendable {
  private struct State {
    /// By number.
    var jobs: [Int: Job] = [:]
    var lastNumber = 0
    var ranInStatement = false
    var latestValue: Value?
    /// What a list that failed in part has given.
    var part: (values: [Value], count: Int)?
    /// Pipelines with `&` that have not ended, by their strands.
    var background: [String: Settlement<Value>] = [:]
    /// How many each strand has begun.
    var begunPipelines: [String: Int] = [:]
    /// Those that have ended in a failure.
    var failed: [BackgroundPipeline] = []
    /// Jobs that somebody waits for, by number.
    var waiting: [Int: Int] = [:]
    /// Jobs of whose end somebody else tells, by number.
    var hushed: Set<Int> = []
    /// What a cancelled wait left running, and when.
    var detached: (jobs: [Job], at: Duration)?
  }

  private let state = Mutex(State())
  let live: LiveStatus
  private let time: Timekeeper
  private let console: Console
  private let person: Person
  private let announces: Bool

  /// - Parameter announces: whether to say when a job ends that nobody waits
  ///   for.
  init(console: Console, time: Timekeeper, person: Person, announces: Bool) {
    self.time = time
    self.person = person
    self.console = console
    self.announces = announces
    live = LiveStatus(console: console, time: time)
  }

  /// All jobs, the oldest first.
  var all: [Job] { state.withLock { $0.jobs }.sorted { $0.key < $1.key }.map(\.value) }
  var unfinished: [Job] { all.filter { !$0.current.phase.isFinal } }

  /// The job of a number, counted from 1.
  subscript(number: Int) -> Job? { state.withLock { $0.jobs[number] } }

  /// The latest of that name: every sandbox gives the same ones anew.
  func job(withRequestID id: String) -> Job? { all.last { $0.current.acceptance?.requestID == id } }

  func add(endpoint: EndpointID, input: JSON) -> Job {
    state.withLock { state in
      state.lastNumber += 1
      let job = Job(number: state.lastNumber, endpoint: endpoint, input: input, startedAt: time.now())
      state.jobs[job.number] = job
      state.ranInStatement = true
      BackgroundPipeline.current?.add(job)
      return job
    }
  }

  /// A job that the journal remembers.
  /// - Parameter number: what it is called here; nil: the next number. A job
  ///   that has the number already makes room.
  func restore(
    _ record: JobRecord, as number: Int? = nil, schema: ModelSchema?, isAskedAgain: Bool = false
  ) -> Job? {
    state.withLock { state in
      let number = number ?? state.lastNumber + 1
      let known = Job(record, number: number, schema: schema, isAskedAgain: isAskedAgain, time: time)
      guard let job = known else { return nil }
      state.lastNumber = max(state.lastNumber, job.number)
      state.jobs[job.number] = job
      return job
    }
  }

  /// Forgets all jobs, to go on as another session.
  func clear() {
    state.withLock { state in
      state.jobs = [:]
      state.lastNumber = 0
      state.latestValue = nil
    }
  }

  // MARK: `%`

  /// What the latest statement that ran models gave.
  var latestValue: Value? {
    get { state.withLock { $0.latestValue } }
    set { state.withLock { $0.latestValue = newValue } }
  }

  func beginStatement() {
    state.withLock { state in
      state.ranInStatement = false
      state.part = nil
    }
  }

  /// Some of many runs have failed.
  func keepPart(of outcomes: [Result<Value, any Error>]) {
    let values = outcomes.compactMap { try? $0.get() }
    guard !values.isEmpty, values.count < outcomes.count else { return }
    state.withLock { $0.part = (values, outcomes.count) }
  }

  /// The statement has failed; if it was one that runs models many times, `%`
  /// is what there is.
  /// - Returns: that, and how many it was to be; nil if there is nothing.
  func endFailedStatement() -> (values: [Value], count: Int)? {
    state.withLock { state in
      guard state.ranInStatement, let part = state.part.take() else { return nil }
      state.latestValue = .list(part.values)
      return part
    }
  }

  /// - Returns: whether `%` is this value now.
  func endStatement(_ value: Value) -> Bool {
    state.withLock { state in
      guard state.ranInStatement, !value.isNothing else { return false }
      state.latestValue = value
      return true
    }
  }

  // MARK: `&`

  /// Runs a pipeline in the background.
  func startBackground(_ text: String, _ work: @escaping @Sendable () async throws -> Value) async -> Value {
    let pipeline = state.withLock { state -> BackgroundPipeline in
      state.ranInStatement = true
      let number = state.begunPipelines[Strand.current, default: 0] + 1
      state.begunPipelines[Strand.current] = number
      let pipeline = BackgroundPipeline(text: text, strand: Strand.fork("&\(number)"), registry: self)
      state.background[pipeline.strand] = pipeline.result
      return pipeline
    }
    Task {
      await Strand.$current.withValue(pipeline.strand) {
        await BackgroundPipeline.$current.withValue(pipeline) { await pipeline.run(work) }
      }
      state.withLock { state in
        state.background[pipeline.strand] = nil
        if pipeline.hasFailed { state.failed.append(pipeline) }
      }
    }
    await pipeline.begun(within: .milliseconds(100), time)
    // Whoever is asked what it may cost answers before the prompt is back.
    try? await person.waitForAnswers()
    return .handle(pipeline)
  }

  /// Waits until nothing runs in the background any more.
  /// - Throws: the first failure of which nobody else was told, after all have
  ///   ended.
  func waitForBackground() async throws {
    while let next = state.withLock({ $0.background.values.first }) {
      do { _ = try await next.value() } catch is CancellationError { throw CancellationError() } catch {}
      await Task.yield()
    }
    let failed = state.withLock { $0.failed }.first { !$0.isTaken }
    _ = try await failed?.result.value()
  }

  // MARK: Waiting

  /// Shows a job's status line, and takes note that it is waited for, while
  /// `body` does so. A pipeline in the background waits for its own jobs
  /// without anybody looking.
  func waiting<Result>(for job: Job, _ body: () async throws -> Result) async rethrows -> Result {
    guard BackgroundPipeline.current == nil else { return try await body() }
    state.withLock { $0.waiting[job.number, default: 0] += 1 }
    // What is given up by Ctrl-C is asked for right afterwards.
    defer { if !Task.isCancelled { state.withLock { $0.waiting[job.number, default: 1] -= 1 } } }
    return try await live.watching(job, body)
  }

  /// Unfinished jobs that were waited for when the wait was cancelled.
  var unfinishedForeground: [Job] {
    let waiting = state.withLock { $0.waiting }
    return unfinished.filter { waiting[$0.number, default: 0] > 0 }
  }

  /// A job has ended; if nobody waits for it, that is said.
  func didEnd(_ job: Job) {
    let isTold = state.withLock { $0.waiting[job.number, default: 0] > 0 || $0.hushed.contains(job.number) }
    guard announces, !isTold else { return }
    let elapsed = (job.current.finishedAt ?? time.now()) - job.startedAt
    console.note("%\(job.number) \(job.endpoint) \(job.current.phase.description) after \(elapsed.inTenths)")
  }

  /// Somebody else tells of the ends of jobs for a while.
  func hush(_ jobs: [Job]) { state.withLock { $0.hushed.formUnion(jobs.map(\.number)) } }

  func unhush(_ jobs: [Job]) { state.withLock { $0.hushed.subtract(jobs.map(\.number)) } }

  // MARK: Detaching

  /// Remembers what Ctrl-C left running, for a second Ctrl-C.
  func noteDetached(_ jobs: [Job]) {
    state.withLock { state in
      for job in jobs { state.waiting[job.number] = nil }
      state.detached = (jobs, time.now())
    }
  }

  /// What was left running at most two seconds ago; asked once.
  func takeDetached() -> [Job] {
    state.withLock { state in
      defer { state.detached = nil }
      guard let detached = state.detached, time.now() - detached.at <= .seconds(2) else { return [] }
      return detached.jobs.filter { !$0.current.phase.isFinal }
    }
  }
}
