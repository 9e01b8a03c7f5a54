import FalClient
import FalProtocol
import Journal
import JSON
import Language

extension JobRun {
  /// Takes the result of an earlier run, or waits for it where the script was
  /// cut off before it was there.
  /// - Throws: `FalError`, `CancellationError`.
  func takeOver(_ run: EarlierRun) async throws {
    let earlier = run.record
    sayDrift(since: earlier)
    job.change { state in
      state.input = earlier.input
      // It was paid for then.
      state.purchase = nil
    }
    let acceptance = Acceptance(earlier)
    if let acceptance { job.accept(acceptance, at: time.now()) }
    if let result = ModelResult(earlier, number: job.number, schema: draft.model.schema) {
      take(result.linked(run.links, schema: draft.model.schema), of: earlier)
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
    await session.finish(job, answer, schema: draft.model.schema, parents: draft.parents)
  }

  private func sayDrift(since earlier: JobRecord) {
    guard let schema = draft.model.schema, let old = session.records.shape(ofJob: earlier.id) else { return }
    for change in ModelShape(schema).changes(since: old) {
      session.console.note("\(job.endpoint) has changed since then: \(change.words)")
    }
  }
}
