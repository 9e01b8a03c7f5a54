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

  private var time: Timekeeper { session.environment.time }

  func run() async {
    do {
      let input = try await uploadedInput()
      let line = String(invocation.source[invocation.range])
      let record = session.records.begin(
        job, input: input, parents: draft.parents, line: line, on: session.platform)
      job.change { $0.input = input }
      do {
        let answer = try await answer(to: input, record)
        finish(answer, input: input, record)
      } catch {
        // The job runs on without us; what the breaking connection says of
        // it is not to be remembered.
        if session.isLeaving { return }
        throw settle(error, record)
      }
    } catch let failure as Failure {
      fail(failure)
    } catch {
      fail(Failure(.cancelled, .stopped(job)))
    }
  }

  // MARK: Before the request leaves

  private func uploadedInput() async throws -> JSON {
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
    let client = try await client()
    move(to: .sending)
    session.records.sent(record)
    let options = draft.options.submit
    if draft.options.isSync {
      move(to: .running)
      return try await client.run(input, on: draft.model.endpoint, options: options, within: patience)
    }
    let acceptance = try await client.submit(
      input, to: draft.model.endpoint, options: options, within: patience)
    session.records.accepted(record, acceptance)
    job.change { $0.acceptance = acceptance }
    move(to: .queued(position: acceptance.queuePosition))
    job.accepted.settle(.success(acceptance))
    return try await follow(acceptance, client)
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
  private var patience: Duration? {
    guard let timeout = draft.options.timeout ?? session.settings.timeout else { return nil }
    return job.startedAt + timeout - time.now()
  }

  private func follow(_ acceptance: Acceptance, _ client: FalClient) async throws -> Answer {
    let updates = client.updates(
      of: acceptance, logs: draft.options.showsLogs, pollInterval: draft.options.pollInterval)
    for try await status in updates { note(status) }
    return try await client.result(of: acceptance)
  }

  private func note(_ status: RequestStatus) {
    for line in status.logs ?? [] where draft.options.showsLogs {
      session.console.note("%\(job.number)  \(line.message)")
    }
    job.change { state in
      state.logs += status.logs ?? []
      state.inferenceSeconds = status.inferenceTime ?? state.inferenceSeconds
    }
    switch status.state {
    case .inQueue(let position): move(to: .queued(position: position))
    case .inProgress: move(to: .running)
    case .completed, .unknown: break
    }
  }

  private func move(to phase: Job.Phase) {
    job.change { $0.phase = phase }
    session.jobs.live.update(job)
  }

  // MARK: The end

  private func finish(_ answer: Answer, input: JSON, _ record: JobID?) {
    let elapsed = time.now() - job.startedAt
    let origin = ModelResult.Origin(
      endpoint: job.endpoint, input: input, requestID: answer.requestID ?? job.current.acceptance?.requestID ?? "",
      jobNumber: job.number, elapsed: elapsed, inferenceSeconds: job.current.inferenceSeconds,
      billableUnits: answer.billableUnits,
      parents: draft.parents)
    let result = ModelResult(output: answer.output, origin: origin, schema: draft.model.schema)
    session.records.finished(record, answer, seconds: elapsed.seconds)
    end(.done)
    job.accepted.settle(.failure(Failure(.fail, .stopped(job))))
    job.result.settle(.success(result))
  }

  private func settle(_ error: any Error, _ record: JobID?) -> Failure {
    let failure = (error as? FalError)?.failure ?? (error as? Failure) ?? Failure(.cancelled, .stopped(job))
    session.records.failed(record, failure)
    return failure
  }

  private func fail(_ failure: Failure) {
    switch failure.kind {
    case .unknownSubmit: end(.unknown)
    case .cancelled: end(.cancelled)
    default: end(.failed(failure.diagnostic.message))
    }
    job.accepted.settle(.failure(failure))
    job.result.settle(.failure(failure))
  }

  private func end(_ phase: Job.Phase) {
    job.change { state in
      state.phase = phase
      state.finishedAt = time.now()
    }
    session.jobs.didEnd(job)
  }
}

extension Diagnostic {
  fileprivate static func stopped(_ job: Job) -> Diagnostic {
    Diagnostic(code: "cancelled", "%\(job.number) was cancelled")
  }
}
