import FalClient
import FalProtocol
import Journal
import Synchronization

/// Follows a job that the platform has accepted, until its result is here.
struct JobFollowing: Sendable {
  let job: Job
  let session: Session
  var showsLogs = false
  /// Polls so often; nil: reads the status stream.
  var pollInterval: Duration?

  /// - Throws: `FalError`; `CancellationError`.
  func answer(_ acceptance: Acceptance, _ client: FalClient) async throws -> Answer {
    let told = Mutex<RequestStatus.QueueError?>(nil)
    try await client.follow(acceptance, logs: showsLogs, pollInterval: pollInterval) { status in
      note(status)
      if case .completed(let error) = status.state { told.withLock { $0 = error } }
    }
    let failure = told.withLock { $0 }
    do {
      return try await client.result(of: acceptance, isAnnounced: failure == nil)
    } catch {
      throw error.completed(with: failure, requestID: acceptance.requestID)
    }
  }

  private func note(_ status: RequestStatus) {
    for line in status.logs ?? [] where showsLogs {
      for text in line.shownLines { session.console.note("%\(job.number)  \(text)") }
    }
    job.change { state in
      state.logs += status.logs ?? []
      state.inferenceSeconds = status.inferenceTime ?? state.inferenceSeconds
      state.hasCompleted = state.hasCompleted || status.isCompleted
    }
    switch status.state {
    case .inQueue(let position): session.move(job, to: .queued(position: position))
    case .inProgress: run()
    case .completed, .unknown: break
    }
  }

  /// What was never accepted may have been sent all the same, and that is
  /// what there is to know of it.
  private func run() {
    let before = job.current
    session.move(job, to: .running)
    guard before.phase != .running, before.acceptance != nil else { return }
    session.records.moved(before.record, to: .running)
  }
}

extension Session {
  /// A job is seen in another phase.
  func move(_ job: Job, to phase: Job.Phase) {
    job.change { state in
      state.phase = phase
      if phase == .running { state.runningAt = state.runningAt ?? environment.time.now() }
    }
    jobs.live.update(job)
  }
}
