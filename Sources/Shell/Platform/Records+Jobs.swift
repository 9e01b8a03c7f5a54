import FalProtocol
import Journal
import JSON
import Language

/// The life of a job. Without a journal there is no id, and nothing to write.
extension Records {
  /// A job is written down before its request leaves.
  /// - Parameter parents: request ids of the results that went into it.
  /// - Returns: nil if there is no journal.
  func begin(_ job: Job, input: JSON, parents: [String], line: String, on platform: Platform) -> JobID? {
    checkpoint(.beginning)
    defer { checkpoint(.begun) }
    return attemptInSession { journal, session in
      try journal.begin(
        NewJob(
          session: session, number: job.number, endpointID: job.endpoint.description, input: input,
          parents: parents.filter { !$0.isEmpty }.map(JobParent.request), origin: platform.cacheName,
          sourceLine: line, startedAt: date()))
    }
  }

  func sent(_ id: JobID?) {
    checkpoint(.sending)
    write(id) { journal, id in try journal.sent(id, at: date()) }
    checkpoint(.sent)
  }

  func accepted(_ id: JobID?, _ acceptance: Acceptance) {
    checkpoint(.accepting)
    write(id) { journal, id in
      try journal.accepted(
        id, requestID: acceptance.requestID, statusURL: acceptance.statusURL.description,
        responseURL: acceptance.responseURL.description, cancelURL: acceptance.cancelURL.description, at: date())
    }
    checkpoint(.accepted)
  }

  func moved(_ id: JobID?, to state: JobState) {
    write(id) { journal, id in try journal.moved(id, to: state, at: date()) }
    if state == .running { checkpoint(.running) }
  }

  /// A result is here, and its files are known by their URLs from now on.
  func finished(_ id: JobID?, _ result: ModelResult) {
    checkpoint(.finishing)
    let origin = result.origin
    let files = result.media.map(\.url).filter { !DataURL.isDataURL($0) }
    write(id) { journal, id in
      try journal.finished(
        id, output: result.output, requestID: origin.requestID.isEmpty ? nil : origin.requestID,
        seconds: origin.inferenceSeconds, queuedSeconds: origin.queuedSeconds,
        billableUnits: origin.billableUnits.flatMap(Double.init), cost: origin.cost?.json.double, files: files,
        at: date())
    }
    checkpoint(.finished)
  }

  func ended(_ id: JobID?, _ ending: JobEnding, _ failure: Failure) {
    write(id) { journal, id in
      switch ending {
      case .lost: try journal.lost(id, error: failure.facts, at: date())
      case .unknown: try journal.failed(id, error: failure.facts, state: .unknown, at: date())
      case .cancelled: try journal.failed(id, error: failure.facts, state: .cancelled, at: date())
      case .expired: try journal.failed(id, error: failure.facts, state: .expired, at: date())
      case .failed: try journal.failed(id, error: failure.facts, at: date())
      }
    }
  }

  private func write(_ id: JobID?, _ body: (Journal, JobID) throws -> Void) {
    guard let id else { return }
    _ = attempt { journal in try body(journal, id) }
  }

  // MARK: Coming back

  /// Unfinished jobs whose shell is gone, which are this shell's from now on.
  func takeUp(on platform: Platform) -> [JobRecord] {
    attempt { journal in try journal.takeUp(origin: platform.cacheName, at: date()) } ?? []
  }

  /// - Returns: false if another shell works on the job.
  func takeUp(_ id: JobID) -> Bool { attempt { journal in try journal.takeUp(id, at: date()) } ?? true }

  func adopt(_ id: JobID, as number: Int) {
    _ = attemptInSession { journal, session in try journal.adopt(id, in: session, as: number) }
  }

  /// The job of a request id, if the journal knows it.
  func job(requestID: String, on platform: Platform) -> JobRecord? {
    attempt { journal in
      try journal.job(requestID: requestID, origin: platform.cacheName) ?? journal.job(requestID: requestID)
    } ?? nil
  }

  func job(_ id: JobID) -> JobRecord? { attempt { journal in try journal.job(id) } ?? nil }

  func jobs(_ query: JobQuery) -> [JobRecord] { attempt { journal in try journal.jobs(query) } ?? [] }
}
