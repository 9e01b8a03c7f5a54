package import Journal
import Language
import Synchronization

/// The journal as the session writes to it: opened at the first need. Where
/// it cannot be had (a home that may only be read) that is said once, and the
/// work goes on without it. Where it cannot be written for now (a full disk)
/// no job is begun, and what was begun before goes on.
package final class Records: Sendable {
  private enum State {
    case closed
    case open(Journal)
    case unavailable
  }

  private struct Contents {
    var state = State.closed
    /// Begun with the first thing that is to be kept.
    var session: SessionID?
    /// What was said already.
    var warnings: Set<String> = []
    /// Why the latest attempt failed.
    var obstacle: String?
  }

  private let open: @Sendable () throws -> Journal
  let date: @Sendable () -> Double
  private let kind: SessionKind
  private let warn: @Sendable (String) -> Void
  let checkpoint: @Sendable (Checkpoint) -> Void
  private let contents = Mutex(Contents())

  /// - Parameters:
  ///   - kind: of the session that is written down.
  ///   - open: opens the journal; called once.
  ///   - date: seconds since 1970.
  ///   - warn: says what went wrong; called once for each thing.
  ///   - checkpoint: called at the named points of a job's life, so that a
  ///     test can end the process there.
  package init(
    kind: SessionKind = .prompt, open: @escaping @Sendable () throws -> Journal,
    date: @escaping @Sendable () -> Double, warn: @escaping @Sendable (String) -> Void,
    checkpoint: @escaping @Sendable (Checkpoint) -> Void = { _ in }
  ) {
    self.kind = kind
    self.open = open
    self.date = date
    self.warn = warn
    self.checkpoint = checkpoint
  }

  /// Does something with the journal, if there is one.
  func attempt<Result>(_ body: (Journal) throws -> Result) -> Result? {
    guard let journal else { return nil }
    do {
      return try body(journal)
    } catch {
      note(error)
      return nil
    }
  }

  /// The same for what waits for others meanwhile.
  func attempt<Result>(_ body: (Journal) async throws -> Result) async -> Result? {
    guard let journal else { return nil }
    do {
      return try await body(journal)
    } catch {
      note(error)
      return nil
    }
  }

  /// Does something with the journal and this session's place in it.
  func attemptInSession<Result>(_ body: (Journal, SessionID) throws -> Result) -> Result? {
    attempt { journal in try body(journal, try session(in: journal)) }
  }

  /// The same for what waits for others meanwhile.
  func attemptInSession<Result>(_ body: (Journal, SessionID) async throws -> Result) async -> Result? {
    await attempt { journal in try await body(journal, try session(in: journal)) }
  }

  /// The session in the journal; nil as long as it has kept nothing.
  var session: SessionID? { contents.withLock { $0.session } }

  /// Whether the journal is there, or may be there the next time.
  var isAvailable: Bool { contents.withLock { if case .unavailable = $0.state { false } else { true } } }

  /// Why the journal could not be used when that failed last; nil if it never
  /// did.
  var obstacle: String? { contents.withLock { $0.obstacle } }

  /// Goes on as another session.
  func become(_ session: SessionID) { contents.withLock { $0.session = session } }

  private func session(in journal: Journal) throws -> SessionID {
    try contents.withLock { contents in
      if let session = contents.session { return session }
      let session = try journal.beginSession(kind, at: date())
      contents.session = session
      return session
    }
  }

  private var journal: Journal? {
    let opened = contents.withLock { contents -> Result<Journal, any Error>? in
      switch contents.state {
      case .open(let journal): return .success(journal)
      case .unavailable: return nil
      case .closed:
        let result = Result { try open() }
        if let journal = try? result.get() { contents.state = .open(journal) }
        return result
      }
    }
    do {
      return try opened?.get()
    } catch {
      note(error)
      return nil
    }
  }

  /// Says what went wrong, once. What may pass (a full disk) is tried again
  /// each time; anything else ends the use of the journal.
  func note(_ error: any Error) {
    let error = error as? JournalError
    let sentence =
      if let error, error.isPassing {
        "the journal cannot be written: \(error.words)"
      } else {
        "the journal cannot be used: \(error?.words ?? "it cannot be opened"); this session's jobs are not remembered"
      }
    let isNew = contents.withLock { contents in
      if error?.isPassing != true { contents.state = .unavailable }
      contents.obstacle = error?.words ?? "it cannot be opened"
      return contents.warnings.insert(sentence).inserted
    }
    if isNew { warn(sentence) }
  }
}

extension JournalError {
  /// Whether the next attempt may go better.
  fileprivate var isPassing: Bool {
    switch self {
    case .diskFull, .cannotWrite, .busy, .unknownJob, .unknownSession, .refused: true
    case .cannotOpen, .readOnly, .corrupt, .newerSchema, .other: false
    }
  }

  /// What is wrong, without saying with what.
  package var words: String {
    switch self {
    case .cannotOpen: "it cannot be opened"
    case .diskFull: "the disk is full"
    case .cannotWrite: "the disk takes no more"
    case .readOnly: "it may only be read"
    case .corrupt: "the file is damaged"
    case .newerSchema: "a newer falsh has written it"
    case .busy: "another falsh holds it"
    case .other(_, let message): message
    case .unknownJob, .unknownSession, .refused: "it contradicts itself"
    }
  }
}
