import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema

/// Drives a job: uploads its files, submits it, follows its status and
/// fetches its result. It belongs to nobody who waits, so that giving up the
/// wait gives up nothing that was paid for.
struct JobRun: Sendable {
  let job: Job
  let draft: Draft
  let session: Session
  /// The call, for the journal and for carets.
  let invocation: Invocation
  /// The run of an earlier session that stands in for this one; nil: none.
  var earlier: EarlierRun?

  var time: Timekeeper { session.environment.time }

  func run() async {
    do {
      if let earlier { return try await takeOver(earlier) }
      let input = try await uploadedInput()
      let step = JobStep(key: try StepKey(draft, in: session).text, document: draft.model.document)
      let wantsCopies = session.settings.keep == .copies
      let line = String(invocation.source[invocation.range])
      let record = try session.records.begin(
        job, input: input, parents: draft.parents, line: line, on: session.platform,
        wantsCopies: wantsCopies, step: step, isRealtime: draft.line != nil)
      job.change { state in
        state.input = input
        state.record = record
        state.wantsCopies = wantsCopies
      }
      session.finish(job, try await answer(to: input, record), schema: draft.model.schema, parents: draft.parents)
    } catch {
      // The job runs on without us; what the breaking connection says of it
      // is not to be remembered.
      if !session.isLeaving { session.end(job, error) }
    }
  }

  // MARK: Before the request leaves

  private func uploadedInput() async throws -> JSON {
    if draft.line != nil { return draft.namedInput }
    var input = draft.input
    for attachment in draft.attachments {
      move(to: .preparing("uploading \(attachment.file.name)"))
      let url = try await upload(attachment)
      _ = input.set(.string(url), at: attachment.path)
    }
    return input
  }

  private func upload(_ attachment: Draft.Attachment) async throws -> String {
    do {
      return try await session.uploads.url(of: attachment.file)
    } catch let failure as Failure {
      throw failure.located(in: invocation.source, at: draft.place(of: attachment.path) ?? invocation.name.range)
    }
  }

  // MARK: On the platform

  private func answer(to input: JSON, _ record: JobID?) async throws -> Answer {
    if let line = draft.line { return try await answer(over: line, record) }
    let client = try await client()
    move(to: .sending)
    try session.records.sent(record, job)
    let options = draft.options.submit
    if draft.options.streams {
      move(to: .running)
      return try await streamed(input, client)
    }
    if draft.options.isSync {
      move(to: .running)
      return try await client.run(input, on: draft.model.endpoint, options: options, within: patience)
    }
    let acceptance = try await client.submit(
      input, to: draft.model.endpoint, options: options, within: patience)
    if !session.records.accepted(record, acceptance) { session.tellOfLoss(job, "accepted", acceptance) }
    job.accept(acceptance, at: time.now())
    session.jobs.live.update(job)
    return try await JobFollowing(
      job: job, session: session, showsLogs: draft.options.showsLogs, pollInterval: draft.options.pollInterval
    ).answer(acceptance, client)
  }

  /// With `--logs` repetitions are shown too.
  private func client() async throws -> FalClient {
    let client = try await session.platform.client()
    guard draft.options.showsLogs else { return client }
    return client.reporting { [console = session.console, number = job.number] notice in
      console.note("%\(number)  \(notice.words)")
    }
  }

  /// What is left of the time that the caller waits: nothing is submitted
  /// again after somebody was told that it took too long.
  var patience: Duration? {
    guard let timeout = draft.options.timeout ?? session.settings.timeout else { return nil }
    return job.startedAt + timeout - time.now()
  }

  func move(to phase: Job.Phase) { session.move(job, to: phase) }
}
