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
    let count = state.withLock { $0.watched[job.number] == nil ? 0 : $0.watched.count }
    guard count > 0 else { return }
    console.screen.setLive(job.number, line(for: job))
    showText(of: job, isAlone: count == 1)
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
    if state.withLock({ $0.watched[job.number] == nil }) {
      console.screen.setLive(job.number, nil)
      for row in 0..<StreamedRows.most { console.screen.setLive(textLine(row, of: job), nil) }
    }
    ticker?.cancel()
  }

  private func keepTicking() async {
    while !Task.isCancelled {
      guard (try? await time.sleep(LiveStatus.tick)) != nil else { return }
      for watched in state.withLock({ Array($0.watched.values) }) { update(watched.job) }
    }
  }

  /// Shows the end of what the model says, below the job's line. The whole of
  /// it is shown as the statement's value in the end.
  private func showText(of job: Job, isAlone: Bool) {
    let text = job.current.streamedText
    guard !text.isEmpty else { return }
    let rows = StreamedRows(text, columns: console.capabilities.columns, count: isAlone ? StreamedRows.most : 1).rows
    for (index, row) in rows.enumerated() {
      console.screen.setLive(textLine(index, of: job), StyledText("  " + row, .dim))
    }
  }

  /// The ids of lines below zero belong to texts.
  private func textLine(_ row: Int, of job: Job) -> Int { -(job.number * StreamedRows.most + row + 1) }

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
