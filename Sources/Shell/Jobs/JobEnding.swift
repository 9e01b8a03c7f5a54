import Diagnostics
import FalClient
import FalProtocol
import Journal
import Language
import ModelSchema

/// What a failure means for a job.
enum JobEnding: Sendable, Hashable {
  /// Contact with it was lost; it goes on, and can be followed again.
  case lost
  /// Nobody knows whether the platform accepted it.
  case unknown
  case failed
  case cancelled
  /// The platform does not know it any more.
  case expired

  /// - Parameter isAccepted: whether the platform is known to have it.
  init(_ error: any Error, isAccepted: Bool) {
    guard isAccepted, let error = error as? FalError else {
      self.init((error as? FalError)?.failure.kind ?? (error as? Failure)?.kind ?? .cancelled)
      return
    }
    switch error {
    case .transport, .statusRefused, .noKey, .cancelled, .protocolViolation(.body): self = .lost
    case .platform(let answer): self = answer.isFromIntermediary || answer.isOfNow ? .lost : JobEnding(answer.kind)
    case .interrupted: self = .unknown
    case .unknownSubmit, .uploadRefused, .protocolViolation, .file: self = .failed
    }
  }

  private init(_ kind: Failure.Kind) {
    switch kind {
    case .unknownSubmit: self = .unknown
    case .cancelled: self = .cancelled
    default: self = .failed
    }
  }

  /// What the platform says of an accepted job: a refused key or too many
  /// requests are nothing of the job's own.
  private init(_ kind: PlatformError.Kind) {
    switch kind {
    case .auth, .locked, .rateLimit, .stillInProgress: self = .lost
    case .notFound: self = .expired
    case .cancelled: self = .cancelled
    case .badInput, .contentPolicy, .timeout, .server: self = .failed
    }
  }
}

extension PlatformError {
  /// Whether it says that something cannot be told now, and not why.
  fileprivate var isOfNow: Bool { [408, 409, 425].contains(status) && type == nil }
}

extension Session {
  /// The result of a job is here.
  /// - Parameter parents: request ids of the results that went into it.
  func finish(_ job: Job, _ answer: Answer, schema: ModelSchema?, parents: [String]) async {
    let state = job.current
    let times = JobTimes(of: job, at: environment.time.now(), environment.facts)
    let cost = await cost(of: answer, job)
    let origin = ModelResult.Origin(
      endpoint: job.endpoint, input: job.sentInput,
      requestID: answer.requestID ?? state.acceptance?.requestID ?? "", jobNumber: job.number,
      elapsed: times.elapsed, inferenceSeconds: state.inferenceSeconds, billableUnits: answer.billableUnits,
      cost: cost, parents: parents, queuedSeconds: times.queuedSeconds,
      session: records.session.map { Int($0.rawValue) })
    let result = ModelResult(output: answer.output, origin: origin, schema: schema)
    let isKept = await records.finished(state.record, result)
    if !isKept, let acceptance = state.acceptance { tellOfLoss(job, "done", acceptance) }
    media.keep(result, of: job, in: self)
    job.end(.done, at: job.startedAt + times.elapsed)
    // Who waits is asked for before the waiting is over.
    jobs.didEnd(job)
    job.settle(.success(result))
  }

  /// A job that was taken up again was paid for elsewhere.
  private func cost(of answer: Answer, _ job: Job) async -> Money? {
    guard platform.costsMoney else { return .zero }
    guard let purchase = job.current.purchase else { return await cost(of: answer, job.endpoint) }
    return purchase.finish(billableUnits: answer.billableUnits)
  }

  /// A request that was paid for is not in the journal, or not its result:
  /// whoever sits there can note its name. Where there is no journal at all
  /// that has been said.
  func tellOfLoss(_ job: Job, _ what: String, _ acceptance: Acceptance) {
    guard records.isAvailable else { return }
    console.note(
      "%\(job.number) is \(what), which could not be written down: "
        + "attach \(acceptance.requestID) --model \(job.endpoint) finds it again")
  }

  /// A job went wrong, or contact with it was lost.
  /// - Parameter ending: where it is known better than the error tells.
  func end(_ job: Job, _ error: any Error, as known: JobEnding? = nil) async {
    var failure = (error as? FalError)?.failure ?? (error as? Failure) ?? Failure(.cancelled, .stopped(job))
    let isAccepted = job.current.acceptance != nil
    job.current.purchase?.fail(error, isAccepted: isAccepted)
    let ending = known ?? JobEnding(error, isAccepted: isAccepted)
    // It runs on, or is done and paid for: the same again would be another.
    if isAccepted, (error as? FalError)?.isVerdict != true { failure.isRetryable = false }
    failure.requestID = failure.requestID ?? job.current.acceptance?.requestID
    if ending == .lost, let way = job.wayBack { failure.diagnostic.advise(way) }
    // Before the journal lets go of it: who takes it up then finds it ended.
    job.end(Job.Phase(ending, failure), at: environment.time.now())
    await records.ended(job.current.record, ending, failure)
    jobs.didEnd(job)
    job.settle(.failure(failure))
  }
}

extension Job.Phase {
  fileprivate init(_ ending: JobEnding, _ failure: Failure) {
    switch ending {
    case .lost: self = .lost(failure.diagnostic.message)
    case .unknown: self = .unknown
    case .failed: self = .failed(failure.diagnostic.message)
    case .cancelled: self = .cancelled
    case .expired: self = .expired
    }
  }
}

extension Job {
  /// What follows a job again that the platform has accepted.
  fileprivate var wayBack: String? {
    let state = current
    guard let id = state.acceptance?.requestID else { return nil }
    return state.hasCompleted
      ? "it is done, and its result is kept for a while: result \(id) --model \(endpoint)"
      : "the job runs on: wait \(id) --model \(endpoint)"
  }
}

extension Diagnostic {
  /// Adds to the advice; one that is there stays the first.
  fileprivate mutating func advise(_ text: String) {
    if help == nil { help = text } else { notes.append(Note(text)) }
  }

  fileprivate static func stopped(_ job: Job) -> Diagnostic {
    Diagnostic(code: "cancelled", "%\(job.number) was cancelled")
  }
}
