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
///
/// As in a `Generation`, what is done before and behind the waiting is not
/// taken into the frame that waits.
final class JobRun: Sendable {
  let job: Job
  let draft: Draft
  let session: Session
  /// The call, for the journal and for carets.
  let invocation: Invocation
  /// The run of an earlier session that stands in for this one; nil: none.
  let earlier: EarlierRun?

  init(job: Job, draft: Draft, session: Session, invocation: Invocation, earlier: EarlierRun?) {
    self.job = job
    self.draft = draft
    self.session = session
    self.invocation = invocation
    self.earlier = earlier
  }

  var time: Timekeeper { session.environment.time }

  func run() async {
    await Repetitions.shown(if: draft.options.showsLogs, as: "%\(job.number)", on: session.console) { await drive() }
  }

  private func drive() async {
    do {
      if let earlier { return try await takeOver(earlier) }
      let input = try await uploadedInput()
      let record = try await recorded(input)
      await session.finish(job, try await answer(to: input, record), schema: draft.model.schema, parents: draft.parents)
    } catch {
      if (error as? FalError)?.isOfUnreadableFile == true {
        for attachment in draft.attachments { session.uploads.forget(attachment.file) }
      }
      // The job runs on without us; what the breaking connection says of it
      // is not to be remembered.
      if !session.isLeaving { await session.end(job, error) }
    }
  }

  // MARK: Before the request leaves

  /// The job is written down.
  @inline(never)
  private func recorded(_ input: JSON) async throws -> JobID? {
    let step = JobStep(key: try StepKey(draft, in: session).text, document: draft.model.document)
    let wantsCopies = session.settings.keep == .copies
    let record = try await session.records.begin(
      job, input: input, parents: draft.parents, line: String(invocation.source[invocation.range]),
      on: session.platform, wantsCopies: wantsCopies, step: step, isRealtime: draft.line != nil)
    job.change { state in
      state.input = input
      state.record = record
      state.wantsCopies = wantsCopies
    }
    return record
  }

  @inline(never)
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
    let client = try await session.platform.client()
    guard !job.current.isUnwanted else { throw FalError.cancelled }
    move(to: .sending)
    try await session.records.sent(record, job)
    guard draft.options.streams || draft.options.isSync else {
      let acceptance = try await accepted(input, record, client)
      return try await JobFollowing(
        job: job, session: session, showsLogs: draft.options.showsLogs, pollInterval: draft.options.pollInterval
      ).answer(acceptance, client)
    }
    move(to: .running)
    return draft.options.streams ? try await streamed(input, client) : try await run(input, client)
  }

  @inline(never)
  private func run(_ input: JSON, _ client: FalClient) async throws -> Answer {
    try await client.run(input, on: draft.model.endpoint, options: draft.options.submit, within: patience)
  }

  /// The request is in the queue.
  @inline(never)
  private func accepted(_ input: JSON, _ record: JobID?, _ client: FalClient) async throws -> Acceptance {
    let acceptance = try await client.submit(
      input, to: draft.model.endpoint, options: draft.options.submit, within: patience)
    if await !session.records.accepted(record, acceptance) { session.tellOfLoss(job, "accepted", acceptance) }
    job.accept(acceptance, at: time.now())
    session.jobs.live.update(job)
    return acceptance
  }

  /// What is left of the time that the caller waits: nothing is submitted
  /// again after somebody was told that it took too long.
  var patience: Duration? {
    // How often a replay repeats is in the recording.
    if case .replayed = session.environment.facts { return nil }
    guard let timeout = draft.options.timeout ?? session.settings.timeout else { return nil }
    return job.startedAt + timeout - time.now()
  }

  func move(to phase: Job.Phase) { session.move(job, to: phase) }
}
