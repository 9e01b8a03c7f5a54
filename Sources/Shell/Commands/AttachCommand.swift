import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language

/// Takes up jobs that nobody follows.
struct AttachCommand: Command {
  private static let jobs = Repeated("job", JobArgument.self, "jobs (%3, $clip) or request ids; without any: all")
  private static let wait = Flag("wait", letter: "w", "waits until all have ended, and says how; none of them fails it")

  static let name = "attach"

  static let manual = Manual(
    name: name, group: .jobs, summary: "takes up jobs that were left unfinished, as jobs of this session",
    parameters: [jobs, JobTarget.model, wait],
    details: """
      A job is followed again in the background; wait waits for it. A request that was made elsewhere gets a number \
      here, and its result is kept in the journal. A job that another falsh works on is left to it.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > attach %1
      %1 fal-ai/z-image/turbo  done
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let references = try call[Self.jobs].map(\.reference)
    var jobs = references.isEmpty ? takeUpAll(session).map { Value.handle($0) } : []
    do {
      for reference in references { jobs.append(try await attached(reference, call, session)) }
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.jobs))
    }
    if call[Self.wait] { jobs = try await ended(jobs, session) }
    if jobs.isEmpty { session.console.note("no job was left unfinished") }
    return jobs.count == 1 && !references.isEmpty ? jobs[0] : .list(jobs)
  }

  /// How each has ended, as data.
  private func ended(_ jobs: [Value], _ session: Session) async throws -> [Value] {
    var ended: [Value] = []
    for value in jobs {
      if case .handle(let job as Job) = value {
        _ = try? await session.jobs.waiting(for: job) { try await job.result.value() }
        try Task.checkCancellation()
      }
      ended.append(.data(value.json))
    }
    return ended
  }

  private func takeUpAll(_ session: Session) -> [Job] {
    let lost = session.jobs.all.filter { $0.current.phase.isLost }
    let takeUp = TakeUp(session: session)
    let found = takeUp.adopt(session.records.takeUp(on: session.platform))
    takeUp.follow(found)
    takeUp.copyMedia()
    return found + lost.map { session.followAgain($0) }
  }

  private func attached(
    _ reference: JobArgument.Reference, _ call: CommandCall, _ session: Session
  ) async throws -> Value {
    switch reference {
    case .value(.handle(let job as Job)): return .handle(session.followAgain(job))
    case .value(.handle(let pipeline as BackgroundPipeline)):
      return .list(pipeline.jobs.map { .handle(session.followAgain($0)) })
    case .value(let value): throw Failure.wants("a job", got: value)
    case .number(let number):
      guard let job = session.jobs[number] else { throw Failure(.badInput, .noJob(number)) }
      return .handle(session.followAgain(job))
    case .requestID(let id):
      if let job = session.jobs.job(withRequestID: id) { return .handle(session.followAgain(job)) }
      if let record = session.records.job(requestID: id, on: session.platform) {
        return .handle(try session.adopt(record))
      }
      let endpoint = try await JobTarget.model(ofRequest: id, call, session)
      return .handle(try await session.adopt(requestID: id, endpoint, line: call.text))
    }
  }
}

extension CommandCall {
  /// As it was typed.
  fileprivate var text: String { String(invocation.source[invocation.range]) }
}

extension Session {
  /// Follows a job again if contact with it was lost.
  /// - Returns: the job that bears its number from now on.
  fileprivate func followAgain(_ job: Job) -> Job {
    guard let id = job.current.record, let record = records.job(id), mayFollow(job, record), records.takeUp(id),
      let again = jobs.restore(
        record, as: job.number, schema: keptSchema(of: record.endpointID), isAskedAgain: record.isWorthAsking)
    else { return job }
    again.change { $0.purchase = job.current.purchase?.reopened() }
    TakeUp(session: self).follow([again], isOwn: true)
    return again
  }

  private func mayFollow(_ job: Job, _ record: JobRecord) -> Bool {
    job.current.phase.isLost || (platform.outlives && record.isWorthAsking)
  }

  /// Gives a job of another session a number here, and follows it.
  /// - Throws: `Failure` if another shell works on it.
  fileprivate func adopt(_ record: JobRecord) throws -> Job {
    let isAskedAgain = record.isWorthAsking && platform.outlives
    guard !(isAskedAgain || record.isUnfinished) || records.takeUp(record.id) else {
      throw Failure(.badInput, .workedOn)
    }
    let takeUp = TakeUp(session: self)
    guard let job = takeUp.adopt([records.job(record.id) ?? record], areAskedAgain: isAskedAgain).first else {
      throw Failure(.badInput, .unreadable(record))
    }
    takeUp.follow([job])
    return job
  }

  /// Writes a request that was made elsewhere down as a job of this session.
  /// - Throws: `Failure` if the platform cannot be asked.
  fileprivate func adopt(requestID: String, _ endpoint: EndpointID, line: String) async throws -> Job {
    let acceptance = try await platform.client().acceptance(for: requestID, endpoint: endpoint)
    let job = jobs.add(endpoint: endpoint, input: .object([:]))
    let record = try await records.begin(
      job, input: .object([:]), parents: [], line: line, on: platform, wantsCopies: settings.keep == .copies)
    if await !records.accepted(record, acceptance) { tellOfLoss(job, "attached", acceptance) }
    job.change { $0.record = record }
    job.accept(acceptance, at: environment.time.now())
    TakeUp(session: self).follow([job], isOwn: true)
    return job
  }
}

extension Job.Phase {
  fileprivate var isLost: Bool { if case .lost = self { true } else { false } }
}

extension Diagnostic {
  fileprivate static var workedOn: Diagnostic {
    Diagnostic(code: "job-taken", "another falsh follows this job")
  }

  fileprivate static func unreadable(_ record: JobRecord) -> Diagnostic {
    Diagnostic(code: "no-such-job", "'\(record.endpointID)' in the journal is no model")
  }
}
