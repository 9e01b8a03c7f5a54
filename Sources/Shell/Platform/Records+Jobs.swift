import Diagnostics
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema

/// The life of a job. Without a journal there is no id, and nothing to write.
extension Records {
  /// A job is written down before its request leaves.
  /// - Parameters:
  ///   - parents: request ids of the results that went into it.
  ///   - wantsCopies: whether its files are to be copied.
  ///   - step: by what it is known again; nil if nobody is to.
  ///   - isRealtime: whether it goes over a connection in real time.
  /// - Returns: nil if there is no journal.
  /// - Throws: `Failure` if there is one, and it cannot be written now: the
  ///   request is not to leave.
  func begin(
    _ job: Job, input: JSON, parents: [String], line: String, on platform: Platform, wantsCopies: Bool,
    step: JobStep? = nil, isRealtime: Bool = false
  ) async throws(Failure) -> JobID? {
    checkpoint(.beginning)
    defer { checkpoint(.begun) }
    let id = await attemptInSession { journal, session in
      try await journal.begin(
        NewJob(
          session: session, number: job.number, endpointID: job.endpoint.description, input: input,
          parents: parents.filter { !$0.isEmpty }.map(JobParent.request), origin: platform.cacheName,
          sourceLine: line, startedAt: date(), wantsCopies: wantsCopies, step: step,
          isRealtime: isRealtime))
    }
    guard id != nil || !isAvailable else { throw Failure(.fail, .notWrittenDown(job, obstacle)) }
    return id
  }

  /// The request is about to leave.
  /// - Throws: `Failure` if that cannot be written down: then it is not to
  ///   leave, as the journal would say that it never did.
  func sent(_ id: JobID?, _ job: Job) async throws(Failure) {
    checkpoint(.sending)
    defer { checkpoint(.sent) }
    let isWritten = await write(id) { journal, id in try await journal.sent(id, at: date()) }
    guard isWritten || id == nil || !isAvailable else { throw Failure(.fail, .notWrittenDown(job, obstacle)) }
  }

  /// - Returns: whether a later falsh will find the request.
  func accepted(_ id: JobID?, _ acceptance: Acceptance) async -> Bool {
    checkpoint(.accepting)
    defer { checkpoint(.accepted) }
    return await write(id) { journal, id in
      try await journal.accepted(
        id, requestID: acceptance.requestID, statusURL: acceptance.statusURL.description,
        responseURL: acceptance.responseURL.description, cancelURL: acceptance.cancelURL.description, at: date())
    }
  }

  /// Nobody waits for this news to be written. What is said of a failure is
  /// said elsewhere than where the journal writes, which waits for nobody.
  func moved(_ id: JobID?, to state: JobState) {
    guard let id else { return }
    _ = attempt { journal in
      journal.moved(id, to: state, at: date()) { outcome in
        if case .failure(let error) = outcome { Task { self.note(error) } }
        if state == .running { self.checkpoint(.running) }
      }
    }
  }

  /// A result is here, and its files are known by their URLs from now on.
  /// - Returns: whether it is kept.
  @discardableResult
  func finished(_ id: JobID?, _ result: ModelResult) async -> Bool {
    checkpoint(.finishing)
    defer { checkpoint(.finished) }
    let origin = result.origin
    let files = result.media.map(\.url).filter { !DataURL.isDataURL($0) }
    return await write(id) { journal, id in
      try await journal.finished(
        id, output: result.output, requestID: origin.requestID.isEmpty ? nil : origin.requestID,
        seconds: origin.inferenceSeconds, queuedSeconds: origin.queuedSeconds,
        billableUnits: origin.billableUnits.flatMap(Double.init), cost: origin.cost?.json.double, files: files,
        at: date())
    }
  }

  func ended(_ id: JobID?, _ ending: JobEnding, _ failure: Failure) async {
    await write(id) { journal, id in
      switch ending {
      case .lost: try await journal.lost(id, error: failure.facts, at: date())
      case .unknown: try await journal.failed(id, error: failure.facts, state: .unknown, at: date())
      case .cancelled: try await journal.failed(id, error: failure.facts, state: .cancelled, at: date())
      case .expired: try await journal.failed(id, error: failure.facts, state: .expired, at: date())
      case .failed: try await journal.failed(id, error: failure.facts, at: date())
      }
    }
  }

  @discardableResult
  private func write(_ id: JobID?, _ body: (Journal, JobID) async throws -> Void) async -> Bool {
    guard let id else { return false }
    return await attempt { journal in try await body(journal, id) } != nil
  }

  // MARK: Coming back

  /// Unfinished jobs whose shell is gone, which are this shell's from now on.
  func takeUp(on platform: Platform) -> [JobRecord] {
    checkpoint(.takingUp)
    defer { checkpoint(.takenUp) }
    return attempt { journal in try journal.takeUp(origin: platform.cacheName, at: date()) } ?? []
  }

  /// Jobs whose files were to be copied by a shell that is gone.
  func takeUpCopies(on platform: Platform) -> [JobRecord] {
    attempt { journal in try journal.takeUpCopies(origin: platform.cacheName, at: date()) } ?? []
  }

  func wantsCopies(of id: JobID) -> Bool { attempt { journal in try journal.wantsCopies(of: id) } ?? false }

  func endCopies(of id: JobID) { _ = attempt { journal in try journal.endCopies(of: id) } }

  /// - Parameter answer: where the journal cannot tell.
  /// - Returns: false if another shell works on the job.
  func takeUp(_ id: JobID, ifUnknown answer: Bool = true) -> Bool {
    attempt { journal in try journal.takeUp(id, at: date()) } ?? answer
  }

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

extension Diagnostic {
  fileprivate static func notWrittenDown(_ job: Job, _ obstacle: String?) -> Diagnostic {
    Diagnostic(
      code: "not-written-down",
      "\(job.endpoint) was not sent: the journal cannot be written: \(obstacle ?? "nobody knows why")",
      help: "make room for it, or set XDG_STATE_HOME to a folder that has some")
  }
}
