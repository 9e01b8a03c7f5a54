import FalClient
import FalProtocol
import Journal
import ModelSchema
import Synchronization

/// What is kept of a result's media beside their links: `set keep`.
enum KeptMedia: String, Sendable, CaseIterable {
  /// Nothing; the platform keeps them for as long as it does.
  case links
  /// A copy of each, by the hash of its content.
  case copies
}

/// Copies the media of results, while the session goes on.
final class MediaKeeping: Sendable {
  private struct State {
    var tasks: [Int: Task<Void, Never>] = [:]
    var count = 0
  }

  /// How many jobs' media are copied at a time: each has a file open.
  private static let atOnce = 4

  private let store: ContentStore
  private let state = Mutex(State())
  private let turns = Turns(MediaKeeping.atOnce)
  /// What could not be kept is said once.
  private let hasWarned = Mutex(false)

  init(store: ContentStore) { self.store = store }

  /// Begins to copy the media of a job's result, if the session wants that,
  /// or the one that began the job.
  func keep(_ result: ModelResult, of job: Job, in session: Session) {
    let state = job.current
    guard let record = state.record else { return }
    let isWanted = session.settings.keep == .copies || state.wantsCopies ?? session.records.wantsCopies(of: record)
    guard isWanted else { return }
    copy(result.media, of: record, in: session)
  }

  /// Begins to copy media.
  func copy(_ media: [Media], of record: JobID, in session: Session) {
    // A file that is written out in its URL is in the journal already.
    let media = media.filter { !DataURL.isDataURL($0.url) }
    state.withLock { state in
      let number = state.count
      state.count += 1
      state.tasks[number] = Task {
        await turns.take { await copy(media, of: record, session) }
        self.state.withLock { $0.tasks[number] = nil }
      }
    }
  }

  /// Waits until all copies that were begun are made.
  func finish() async {
    for task in state.withLock({ Array($0.tasks.values) }) { await task.value }
  }

  private func copy(_ media: [Media], of record: JobID, _ session: Session) async {
    var isDone = true
    for (index, medium) in media.enumerated() {
      do {
        try await copy(medium, as: "\(record)-\(index)", of: record, session)
      } catch {
        // What is not there will never be; anything else may pass.
        isDone = isDone && (error as? FalError)?.isNotFound == true
        let isFirst = hasWarned.withLock { hasWarned in
          defer { hasWarned = true }
          return !hasWarned
        }
        if isFirst { session.console.note("no copy of \(medium.url) could be kept") }
      }
    }
    if isDone { session.records.endCopies(of: record) }
  }

  private func copy(_ medium: Media, as name: String, of record: JobID, _ session: Session) async throws {
    let client = try await session.platform.client()
    let item = Savable(media: medium)
    let kept = try await store.keep(as: name, ending: item.ending.isEmpty ? "bin" : item.ending) { file in
      _ = try await client.download(medium.url, isMedium: item.isMedium) { try await file.write($0) }
    }
    session.records.checkpoint(.copying)
    defer { session.records.checkpoint(.copied) }
    _ = session.records.attempt { journal in
      try journal.recordKeptFile(
        of: record, url: medium.url, hash: kept.hash, path: kept.path, contentType: medium.contentType,
        size: kept.size, at: session.records.date())
    }
  }
}

extension Session {
  /// The copy that was kept of a file; nil if there is none any more.
  /// - Parameter job: whose file it is; nil: the latest of that URL. A
  ///   sandbox may give the URLs of an earlier one anew.
  func keptCopy(of url: String, madeBy job: JobID? = nil) -> LocalFile? {
    // What a URL holds itself is never kept, and too large to be looked for.
    guard !DataURL.isDataURL(url), job != nil || settings.keep == .copies || platform.kind != .sandbox,
      let path = records.attempt({ try $0.keptFile(url: url, of: job) }) ?? nil
    else { return nil }
    let file = try? Files(workingDirectory: "/", homeDirectory: "/", policy: .everything).localFile(path)
    // Somebody else may have written there since.
    guard let file, let hash = try? uploads.contentHash(of: file), hash == ContentStore.hash(ofPath: path) else {
      return nil
    }
    return file
  }
}
