import FalProtocol
import Synchronization
import Terminal

/// The live status lines: one for each job that somebody waits for, with its
/// queue position or progress and the seconds it has taken.
final class LiveStatus: Sendable {
  private struct State {
    /// By job number, with how many wait for it.
    var watched: [Int: (job: Job, waiting: Int)] = [:]
    var ticker: Task<Void, Never>?
  }

  /// How often the seconds move.
  private static let tick = Duration.milliseconds(100)

  private let console: Console
  private let time: Timekeeper
  private let state = Mutex(State())

  init(console: Console, time: Timekeeper) {
    self.console = console
    self.time = time
  }

  /// Shows a job's status while `body` waits for it.
  func watching<Result>(_ job: Job, _ body: () async throws -> Result) async rethrows -> Result {
    guard console.capabilities.canMoveCursor else { return try await body() }
    begin(job)
    defer { end(job) }
    return try await body()
  }

  /// Draws a job's line anew, if somebody waits for it.
  func update(_ job: Job) {
    guard state.withLock({ $0.watched[job.number] != nil }) else { return }
    console.screen.setLive(job.number, line(for: job))
  }

  private func begin(_ job: Job) {
    state.withLock { state in
      state.watched[job.number, default: (job, 0)].waiting += 1
      if state.ticker == nil { state.ticker = Task { await self.keepTicking() } }
    }
    update(job)
  }

  private func end(_ job: Job) {
    let ticker = state.withLock { state -> Task<Void, Never>? in
      state.watched[job.number]?.waiting -= 1
      if state.watched[job.number]?.waiting == 0 { state.watched[job.number] = nil }
      guard state.watched.isEmpty else { return nil }
      defer { state.ticker = nil }
      return state.ticker
    }
    if state.withLock({ $0.watched[job.number] == nil }) { console.screen.setLive(job.number, nil) }
    ticker?.cancel()
  }

  private func keepTicking() async {
    while !Task.isCancelled {
      guard (try? await time.sleep(LiveStatus.tick)) != nil else { return }
      for watched in state.withLock({ Array($0.watched.values) }) { update(watched.job) }
    }
  }

  private func line(for job: Job) -> StyledText {
    StyledText("%\(job.number) ", .bold) + StyledText(job.endpoint.description, .model)
      + StyledText("  \(job.current.phase.description)  ")
      + StyledText((time.now() - job.startedAt).inTenths, .dim)
  }
}

extension Job.Phase {
  /// As it stands in a status line.
  var description: String {
    switch self {
    case .preparing(let what): what
    case .sending: "sending"
    case .queued(nil): "in the queue"
    case .queued(0): "in the queue, next"
    case .queued(let position?): "in the queue, \(position) ahead"
    case .running: "in progress"
    case .done: "done"
    case .failed(let reason): "failed: \(reason)"
    case .cancelled: "cancelled"
    case .expired: "expired: the platform does not know it any more"
    case .unknown: "unknown: it may have been accepted"
    case .lost(let reason): "out of sight, but running on: \(reason)"
    case .notSent: "not sent"
    }
  }
}

extension Duration {
  /// `12.3 s`, and from a minute on `2 min 05 s`.
  var inTenths: String {
    let tenths = Int((seconds * 10).rounded())
    if tenths < 600 { return "\(tenths / 10).\(tenths % 10) s" }
    let whole = tenths / 10
    return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s"
  }
}
