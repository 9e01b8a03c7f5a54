import FalProtocol
package import Journal
import JSON
import Language
import Synchronization

/// The journal as the session writes to it: opened at the first need. Where
/// it cannot be opened or written (a full disk, a home that may only be
/// read) that is said once, and the work goes on without it.
package final class Records: Sendable {
  private enum State {
    case closed
    case open(Journal, SessionID)
    case unavailable
  }

  private let open: @Sendable () throws -> Journal
  private let date: @Sendable () -> Double
  private let warn: @Sendable (String) -> Void
  private let state = Mutex(State.closed)

  /// - Parameters:
  ///   - open: opens the journal; called once.
  ///   - date: seconds since 1970.
  ///   - warn: says what went wrong; called once.
  package init(
    open: @escaping @Sendable () throws -> Journal, date: @escaping @Sendable () -> Double,
    warn: @escaping @Sendable (String) -> Void
  ) {
    self.open = open
    self.date = date
    self.warn = warn
  }

  /// Does something with the journal, if there is one.
  private func attempt<Result>(_ body: (Journal, SessionID) throws -> Result) -> Result? {
    guard let (journal, session) = journal else { return nil }
    do {
      return try body(journal, session)
    } catch {
      give(up: error)
      return nil
    }
  }

  private var journal: (Journal, SessionID)? {
    let opened = state.withLock { state -> Result<(Journal, SessionID), any Error>? in
      switch state {
      case .open(let journal, let session): return .success((journal, session))
      case .unavailable: return nil
      case .closed:
        do {
          let journal = try open()
          let session = try journal.beginSession(at: date())
          state = .open(journal, session)
          return .success((journal, session))
        } catch {
          state = .unavailable
          return .failure(error)
        }
      }
    }
    do {
      return try opened?.get()
    } catch {
      warn(sentence(for: error))
      return nil
    }
  }

  private func give(up error: any Error) {
    let isFirst = state.withLock { state in
      if case .unavailable = state { return false }
      state = .unavailable
      return true
    }
    if isFirst { warn(sentence(for: error)) }
  }

  private func sentence(for error: any Error) -> String {
    let reason = (error as? JournalError)?.words ?? "\(error)"
    return "the journal cannot be used: \(reason); this session's jobs are not remembered"
  }

  // MARK: Facts of the platform

  /// How long a model's document counts as fresh, in seconds.
  private static let documentLifetime = 86_400.0

  func document(of endpoint: EndpointID, on platform: Platform, at date: Double) -> JSON? {
    guard platform.remembersFacts else { return nil }
    return attempt { journal, _ in
      let kept = try journal.document(kind: .openAPI, key: endpoint.description, origin: platform.cacheName)
      guard let kept, date - kept.storedAt < Records.documentLifetime else { return nil }
      return try? JSON(parsing: kept.text)
    } ?? nil
  }

  func keep(_ document: JSON, of endpoint: EndpointID, on platform: Platform, at date: Double) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal, _ in
      try journal.storeDocument(
        kind: .openAPI, key: endpoint.description, origin: platform.cacheName, text: document.text, at: date)
    }
  }

  func upload(of hash: String, on platform: Platform, at date: Double) -> String? {
    guard platform.remembersFacts else { return nil }
    return attempt { journal, _ in try journal.upload(hash: hash, origin: platform.cacheName, now: date) } ?? nil
  }

  func keep(upload url: String, of hash: String, type: String, size: Int, on platform: Platform, at date: Double) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal, _ in
      try journal.recordUpload(
        hash: hash, origin: platform.cacheName, url: url, contentType: type, size: size, at: date, expires: nil)
    }
  }
}

extension Records {
  // MARK: The life of a job

  /// A job is written down before its request leaves.
  /// - Returns: nil if there is no journal.
  func begin(_ job: Job, input: JSON, parents: [String], line: String, on platform: Platform) -> JobID? {
    attempt { journal, session in
      try journal.begin(
        NewJob(
          session: session, number: job.number, endpointID: job.endpoint.description, input: input,
          parents: parents.filter { !$0.isEmpty }.map(JobParent.request),
          origin: platform.cacheName, sourceLine: line, startedAt: date()))
    }
  }

  func sent(_ id: JobID?) {
    guard let id else { return }
    _ = attempt { journal, _ in try journal.sent(id, at: date()) }
  }

  func accepted(_ id: JobID?, _ acceptance: Acceptance) {
    guard let id else { return }
    _ = attempt { journal, _ in
      try journal.accepted(
        id, requestID: acceptance.requestID, statusURL: acceptance.statusURL.description,
        responseURL: acceptance.responseURL.description, cancelURL: acceptance.cancelURL.description, at: date())
    }
  }

  func finished(_ id: JobID?, _ answer: Answer, seconds: Double) {
    guard let id else { return }
    _ = attempt { journal, _ in
      try journal.finished(
        id, output: answer.output, requestID: answer.requestID, seconds: seconds, billableUnits: answer.billableUnits.flatMap(Double.init),
        at: date())
    }
  }

  func failed(_ id: JobID?, _ failure: Failure) {
    guard let id else { return }
    let state: JobState = failure.kind == .unknownSubmit ? .unknown : failure.kind == .cancelled ? .cancelled : .failed
    _ = attempt { journal, _ in try journal.failed(id, error: failure.facts, state: state, at: date()) }
  }
}

extension JournalError {
  fileprivate var words: String {
    switch self {
    case .cannotOpen: "it cannot be opened"
    case .diskFull: "the disk is full"
    case .readOnly: "it may only be read"
    case .corrupt: "the file is damaged"
    case .newerSchema: "a newer falsh has written it"
    case .busy: "another falsh holds it"
    case .other(_, let message): message
    case .unknownJob, .unknownSession, .refused: "\(self)"
    }
  }
}

extension Platform {
  /// A sandbox forgets with its process what it was told; fal.ai does not.
  fileprivate var remembersFacts: Bool { kind == .live }
}
