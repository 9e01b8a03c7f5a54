import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language

extension Session {
  private var time: Timekeeper { environment.time }

  /// Waits for a job, its status line showing.
  /// - Parameter timeout: nil waits for ever.
  /// - Throws: `Failure`; `CancellationError`.
  func wait(for job: Job, timeout: Duration?) async throws -> ModelResult {
    try await jobs.waiting(for: job) {
      guard let timeout else { return try await job.result.value() }
      if case .replayed(let take) = environment.waits {
        guard let sight = try await sight(of: job, timeout, take) else { return try await job.result.value() }
        throw late(job, timeout, sight)
      }
      guard let result = try await job.result.value(within: timeout, by: time) else {
        throw tellingLate(job, timeout)
      }
      return result
    }
  }

  /// Waits for a pipeline in the background.
  /// - Parameter timeout: nil waits for ever.
  /// - Throws: `Failure`; `CancellationError`.
  func wait(for pipeline: BackgroundPipeline, timeout: Duration?) async throws -> Value {
    guard let timeout else { return try await pipeline.settled() }
    let wait = LimitedWait(subject: ["pipeline": .string(pipeline.text)], limit: timeout)
    let value = try await value(of: wait, { try await pipeline.settled() }) { [time] in
      try await pipeline.settled(within: timeout, by: time)
    }
    guard let value else { throw Failure(.timeout, .timedOut(pipeline, timeout)) }
    return value
  }

  /// Waits for a request that is no job of this session.
  /// - Parameter timeout: nil waits for ever.
  /// - Throws: `Failure`; `CancellationError`.
  func wait(for acceptance: Acceptance, _ endpoint: EndpointID, timeout: Duration?) async throws -> Value {
    guard let timeout else { return try await followed(acceptance, endpoint) }
    let wait = LimitedWait(subject: ["request": .string(acceptance.requestID)], limit: timeout)
    let value = try await value(of: wait, { try await self.followed(acceptance, endpoint) }) { [self] in
      try await time.value(within: timeout) { try await self.followed(acceptance, endpoint) }
    }
    guard let value else {
      throw Failure(
        .timeout, .timedOut(endpoint, acceptance.requestID, timeout), requestID: acceptance.requestID)
    }
    return value
  }

  private func followed(_ acceptance: Acceptance, _ endpoint: EndpointID) async throws -> Value {
    do {
      try await platform.client().follow(acceptance, logs: false) { _ in }
      return try await result(of: acceptance, endpoint)
    } catch let error as FalError {
      throw error.failure
    }
  }

  // MARK: Giving up

  /// The value of something, by the clock or by what is recorded.
  /// - Parameter limited: gives nil if there was no value in time.
  /// - Returns: nil if it was not there in time.
  private func value(
    of wait: LimitedWait, _ unlimited: () async throws -> Value, within limited: () async throws -> Value?
  ) async throws -> Value? {
    if case .replayed(let take) = environment.waits {
      guard take(wait, { _ in true }) != nil else { return try await unlimited() }
      try await time.pause(wait.limit)
      return nil
    }
    let value = try await limited()
    if value == nil, case .recorded(let note) = environment.waits { note(wait, .null) }
    return value
  }

  /// How a job was seen when the recorded wait for it was given up.
  /// - Returns: nil if it was not.
  private func sight(
    of job: Job, _ limit: Duration, _ take: (LimitedWait, (JSON) -> Bool) -> JSON?
  ) async throws -> JobSight? {
    let wait = LimitedWait(job, limit)
    var sight = take(wait) { JobSight($0)?.requestID == nil }
    if sight == nil {
      // Of jobs that are alike, each has its own end.
      let id = try? await job.accepted.value().requestID
      try Task.checkCancellation()
      sight = take(wait) { JobSight($0)?.requestID == id }
    }
    guard let sight = sight.flatMap({ JobSight($0) }) else { return nil }
    try await time.pause(limit)
    return sight
  }

  @inline(never)
  private func tellingLate(_ job: Job, _ timeout: Duration) -> Failure {
    let sight = JobSight(job.current)
    if case .recorded(let note) = environment.waits { note(LimitedWait(job, timeout), sight.json) }
    return late(job, timeout, sight)
  }

  private func late(_ job: Job, _ timeout: Duration, _ sight: JobSight) -> Failure {
    switch sight {
    case .unanswered: Failure(.unknownSubmit, .unanswered(job, timeout))
    case .running: Failure(.timeout, .unansweredCall(job, timeout))
    case .notAsked(let phase): Failure(.timeout, .notAsked(job, timeout, phase))
    case .accepted(let id):
      Failure(.timeout, .timedOut(job, id, timeout, hasNumber: isInteractive), requestID: id)
    }
  }
}

extension LimitedWait {
  fileprivate init(_ job: Job, _ limit: Duration) {
    self.init(subject: ["model": .string(job.endpoint.description), "input": job.input], limit: limit)
  }
}

extension Diagnostic {
  fileprivate static func unanswered(_ job: Job, _ timeout: Duration) -> Diagnostic {
    Diagnostic(
      code: "unknown-submit",
      "it is not known whether \(job.endpoint) accepted the job: there is no answer after \(timeout.inTenths)",
      help: "look at https://fal.ai/dashboard/requests before you repeat it")
  }

  fileprivate static func unansweredCall(_ job: Job, _ timeout: Duration) -> Diagnostic {
    Diagnostic(code: "timed-out", "no answer of \(job.endpoint) after \(timeout.inTenths)")
  }

  fileprivate static func notAsked(_ job: Job, _ timeout: Duration, _ phase: String) -> Diagnostic {
    Diagnostic(code: "timed-out", "\(job.endpoint) was not asked within \(timeout.inTenths): \(phase)")
  }

  /// - Parameter hasNumber: whether `%3` is known where it is read.
  fileprivate static func timedOut(
    _ job: Job, _ id: String, _ timeout: Duration, hasNumber: Bool
  ) -> Diagnostic {
    guard hasNumber else { return timedOut(job.endpoint, id, timeout) }
    return timedOut(job.endpoint, timeout, way: "%\(job.number)")
  }

  fileprivate static func timedOut(_ endpoint: EndpointID, _ id: String, _ timeout: Duration) -> Diagnostic {
    timedOut(endpoint, timeout, way: "\(id) --model \(endpoint)")
  }

  private static func timedOut(_ endpoint: EndpointID, _ timeout: Duration, way: String) -> Diagnostic {
    Diagnostic(
      code: "timed-out", "no result of \(endpoint) after \(timeout.inTenths); the job runs on",
      help: "to wait longer: wait \(way)")
  }

  fileprivate static func timedOut(_ pipeline: BackgroundPipeline, _ timeout: Duration) -> Diagnostic {
    Diagnostic(code: "timed-out", "'\(pipeline.text)' has no value after \(timeout.inTenths); it runs on")
  }
}
