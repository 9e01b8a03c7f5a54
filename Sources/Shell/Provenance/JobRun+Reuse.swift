import FalClient
import FalProtocol
import Journal
import JSON
import Language

extension Session {
  /// The run of an earlier session that makes a call needless; nil if there
  /// is none.
  /// - Throws: `Failure` if a file of the call cannot be read.
  func earlierRun(of draft: Draft) throws -> JobRecord? {
    guard reuse.covers(draft.input) else { return nil }
    let earlier = records.jobs(step: try StepKey(draft, uploads: uploads), on: platform)
    // What a sandbox had not finished ended with its process.
    if let record = reuse.take(from: earlier.filter { platform.kind != .sandbox || $0.state == .done }) {
      return record
    }
    if earlier.contains(where: { $0.state == .unknown }) {
      console.note("\(draft.model.endpoint): it is not known whether an earlier run was accepted; it is run now")
    }
    return nil
  }
}

extension JobRun {
  /// Takes the result of an earlier run, or waits for it where the script was
  /// cut off before it was there.
  /// - Throws: `FalError`, `CancellationError`.
  func takeOver(_ earlier: JobRecord) async throws {
    sayDrift(since: earlier)
    job.change { state in
      state.input = earlier.input
      // It was paid for then.
      state.purchase = nil
    }
    let acceptance = Acceptance(earlier)
    if let acceptance { job.accept(acceptance, at: time.now()) }
    if let result = ModelResult(earlier, number: job.number, schema: draft.model.schema) {
      take(result, of: earlier)
    } else if let acceptance {
      try await follow(acceptance, of: earlier)
    }
  }

  private func take(_ result: ModelResult, of earlier: JobRecord) {
    session.reuse.note(earlier)
    session.console.note("%\(job.number) \(job.endpoint) taken from the journal")
    job.end(.done, at: time.now())
    session.jobs.didEnd(job)
    job.settle(.success(result))
  }

  private func follow(_ acceptance: Acceptance, of earlier: JobRecord) async throws {
    session.console.note("%\(job.number) \(job.endpoint) was sent before, and is waited for")
    // If another shell works on it, that one writes down what becomes of it.
    if session.records.takeUp(earlier.id) { job.change { $0.record = earlier.id } }
    let answer = try await JobFollowing(
      job: job, session: session, showsLogs: draft.options.showsLogs, pollInterval: draft.options.pollInterval
    ).answer(acceptance, try await session.platform.client())
    session.finish(job, answer, schema: draft.model.schema, parents: draft.parents)
  }

  private func sayDrift(since earlier: JobRecord) {
    guard let schema = draft.model.schema, let old = session.records.shape(ofJob: earlier.id) else { return }
    for change in ModelShape(schema).changes(since: old) {
      session.console.note("\(job.endpoint) has changed since then: \(change.words)")
    }
  }
}
