import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language

extension Session {
  private var time: Timekeeper { environment.time }

  /// Waits for a job, its status line showing.
  /// - Parameters:
  ///   - timeout: nil waits for ever.
  ///   - call: by what it is waited for; a word.
  /// - Throws: `Failure`; `CancellationError`.
  func wait(for job: Job, timeout: Duration?, by call: String) async throws -> ModelResult {
    try await jobs.waiting(for: job) {
      guard let timeout else { return try await job.result.value() }
      // A thousand wait here at once: what only a recording needs is not on their frames.
      if case .none = environment.facts {
        guard let result = try await job.result.value(within: timeout, by: time) else {
          return try await resultAtTheEnd(of: job, timeout)
        }
        return result
      }
      return try await keptWait(for: job, timeout, by: call)
    }
  }

  /// Waits for a pipeline in the background.
  /// - Parameter timeout: nil waits for ever.
  /// - Throws: `Failure`; `CancellationError`.
  func wait(for pipeline: BackgroundPipeline, timeout: Duration?) async throws -> Value {
    guard let timeout else { return try await pipeline.settled() }
    let outcome = try await outcome(
      of: ["pipeline": .string(pipeline.strand), "limit": JSON(timeout.seconds)],
      unlimited: { try await pipeline.settled() },
      limited: { [time] in try await pipeline.settled(within: timeout, by: time) }, sight: { .null })
    guard case .value(let value) = outcome else { throw Failure(.timeout, .timedOut(pipeline, timeout)) }
    return value
  }

  /// Waits for a request that is no job of this session.
  /// - Parameter timeout: nil waits for ever.
  /// - Throws: `Failure`; `CancellationError`.
  func wait(for acceptance: Acceptance, _ endpoint: EndpointID, timeout: Duration?) async throws -> Value {
    guard let timeout else { return try await followed(acceptance, endpoint) }
    let outcome = try await outcome(
      of: ["request": .string(acceptance.requestID), "limit": JSON(timeout.seconds)],
      unlimited: { try await self.followed(acceptance, endpoint) },
      limited: { try await self.time.value(within: timeout) { try await self.followed(acceptance, endpoint) } },
      sight: { .null }, isFollowedMeanwhile: true)
    guard case .value(let value) = outcome else {
      throw Failure(
        .timeout, .timedOut(endpoint, acceptance.requestID, timeout), requestID: acceptance.requestID)
    }
    return value
  }

  private func followed(_ acceptance: Acceptance, _ endpoint: EndpointID) async throws -> Value {
    do {
      try await platform.client().follow(acceptance, logs: false, isFresh: false) { _ in }
      return try await result(of: acceptance, endpoint, isAnnounced: true)
    } catch let error as FalError {
      throw error.failure
    }
  }

  // MARK: Giving up

  /// What became of a wait with a limit.
  private enum Outcome<Value: Sendable>: Sendable {
    case value(Value)
    /// What was seen when it was given up.
    case late(JSON)
  }

  /// Waits by the clock and takes note of it, or as the recording has it.
  /// - Parameters:
  ///   - subject: what is waited for, and how long.
  ///   - limited: gives nil if there was no value in time.
  ///   - isFollowedMeanwhile: whether nobody but the waiting itself asks the
  ///     platform, as it did when it was recorded.
  private func outcome<Value: Sendable>(
    of subject: JSON, unlimited: @escaping @Sendable () async throws -> Value,
    limited: () async throws -> Value?, sight: () -> JSON, isFollowedMeanwhile: Bool = false
  ) async throws -> Outcome<Value> {
    switch environment.facts {
    case .none: return try await limited().map { .value($0) } ?? .late(sight())
    case .recorded(let begin):
      let giveUp = begin(subject)
      if let value = try await limited() { return .value(value) }
      let sight = sight()
      giveUp(sight)
      return .late(sight)
    case .replayed(let find):
      guard let givenUp = find(subject) else { return .value(try await unlimited()) }
      let work = isFollowedMeanwhile ? Task { try await unlimited() } : nil
      defer { work?.cancel() }
      try await givenUp.moment()
      return .late(givenUp.value)
    }
  }

  /// The same as a recording keeps it, or has kept it.
  private func keptWait(for job: Job, _ timeout: Duration, by call: String) async throws -> ModelResult {
    let subject: JSON = [
      "by": .string(call), "model": .string(job.endpoint.description), "input": job.input,
      "limit": JSON(timeout.seconds),
    ]
    let outcome = try await outcome(
      of: subject, unlimited: { try await job.result.value() },
      limited: { [time] in
        if let result = try await job.result.value(within: timeout, by: time) { return result }
        return job.current.phase.isFinal ? try await job.result.value() : nil
      }, sight: { SubmissionState(job.current).json })
    switch outcome {
    case .value(let result): return result
    case .late(let sight): throw late(job, timeout, SubmissionState(sight) ?? SubmissionState(job.current))
    }
  }

  /// - Returns: the result, if that came just now.
  /// - Throws: `Failure`.
  @inline(never)
  private func resultAtTheEnd(of job: Job, _ timeout: Duration) async throws -> ModelResult {
    let state = job.current
    guard state.phase.isFinal else { throw late(job, timeout, SubmissionState(state)) }
    return try await job.result.value()
  }

  private func late(_ job: Job, _ timeout: Duration, _ sight: SubmissionState) -> Failure {
    switch sight {
    case .unanswered: Failure(.unknownSubmit, .unanswered(job, timeout))
    case .running: Failure(.unknownSubmit, .unansweredCall(job, timeout))
    case .notAsked(let phase): Failure(.timeout, .notAsked(job, timeout, phase))
    case .accepted(let id):
      Failure(.timeout, .timedOut(job, id, timeout, hasNumber: isInteractive), requestID: id)
    }
  }
}

extension Diagnostic {
  static func unanswered(_ job: Job, _ timeout: Duration) -> Diagnostic {
    Diagnostic(
      code: "unknown-submit",
      "it is not known whether \(job.endpoint) accepted the job: there is no answer after \(timeout.inTenths)",
      help: "look at https://fal.ai/dashboard/requests before you repeat it")
  }

  fileprivate static func unansweredCall(_ job: Job, _ timeout: Duration) -> Diagnostic {
    Diagnostic(
      code: "timed-out", "no answer of \(job.endpoint) after \(timeout.inTenths); it may run on, and be paid for",
      help: "look at https://fal.ai/dashboard/requests before you repeat it")
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
    let models = Set(pipeline.jobs.map(\.endpoint.description))
    let name = models.count == 1 ? models.first : nil
    return Diagnostic(
      code: "timed-out",
      "\(name ?? "what runs in the background") has no value after \(timeout.inTenths); it runs on")
  }
}
