import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language

/// Cancels a job on the platform.
struct CancelCommand: Command {
  static let name = "cancel"

  static let manual = Manual(
    name: name, group: .jobs, summary: "cancels a job on the platform", input: .optional,
    parameters: JobTarget.parameters,
    details: "A job that runs already may end all the same, and be paid for.",
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > cancel %1
      prompt:1:8: error: %1 has ended already
       1 | cancel %1
         |        ^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let targets = try await JobTarget.targets(of: call, in: session)
    do {
      for target in targets { try await cancel(target, session) }
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: JobTarget.job))
    }
    return .nothing
  }

  private func cancel(_ target: JobTarget, _ session: Session) async throws {
    switch target {
    case .value(.handle(let result as ModelResult)):
      let origin = result.origin
      throw Failure(.badInput, .endedAlready(origin.jobNumber == 0 ? origin.requestID : "%\(origin.jobNumber)"))
    case .value(let value): throw Failure.wants("a job", got: value)
    case .past(let record): throw Failure(.badInput, .endedAlready(record.requestID ?? "it"))
    case .job(let job): try await session.cancel(job)
    case .background(let pipeline):
      let unfinished = pipeline.jobs.filter { !$0.current.phase.isFinal }
      if unfinished.isEmpty, let job = pipeline.jobs.last { throw Failure(.badInput, .endedAlready("%\(job.number)")) }
      for job in unfinished { try await session.cancel(job) }
    case .request(let acceptance, _): try await session.cancel(acceptance, name: acceptance.requestID)
    }
  }
}

extension Session {
  /// Cancels a job on the platform.
  /// - Throws: `Failure`, also where it is too late.
  func cancel(_ job: Job) async throws {
    guard !job.current.phase.isFinal else { throw Failure(.badInput, .endedAlready("%\(job.number)")) }
    guard let acceptance = job.current.acceptance else { return try cancelOnAcceptance(job) }
    try await cancel(acceptance, name: "%\(job.number)")
  }

  /// A job whose request is on the way is cancelled as soon as the platform
  /// has given it a name.
  private func cancelOnAcceptance(_ job: Job) throws(Failure) {
    guard job.current.phase == .sending else { throw Failure(.badInput, .notAccepted(job)) }
    let isFirst = job.change { state in
      defer { state.isUnwanted = true }
      return !state.isUnwanted
    }
    console.note("%\(job.number) is not accepted yet; it is asked to stop as soon as it is")
    guard isFirst else { return }
    Task {
      guard let acceptance = try? await job.accepted.value() else { return }
      do { try await cancel(acceptance, name: "%\(job.number)") } catch let failure as Failure {
        console.report(failure.diagnostic)
      } catch {}
    }
  }

  /// Cancels jobs before the session ends. One whose request is on the way is
  /// waited for a while, as nobody will be there later.
  func abandon(_ jobs: [Job]) async {
    await withTaskGroup(of: Void.self) { group in
      for job in jobs { group.addTask { [self] in await abandon(job) } }
    }
  }

  private func abandon(_ job: Job) async {
    // What was not sent yet is not to be sent meanwhile.
    job.change { $0.isUnwanted = true }
    guard job.current.phase == .sending, job.current.acceptance == nil else {
      try? await cancel(job)
      return
    }
    console.note("%\(job.number) is being sent; it is asked to stop as soon as it is accepted")
    do {
      let acceptance = try await job.accepted.value(within: Self.patienceAtEnd, by: environment.time)
      guard let acceptance else { return console.report(.unanswered(job, Self.patienceAtEnd)) }
      try await cancel(acceptance, name: "%\(job.number)")
    } catch {
      // It was refused, or is over already.
    }
  }

  private static let patienceAtEnd = Duration.seconds(5)

  fileprivate func cancel(_ acceptance: Acceptance, name: String) async throws {
    do {
      switch try await platform.client().cancel(acceptance) {
      case .alreadyCompleted: throw Failure(.badInput, .endedAlready(name))
      case .notFound: throw Failure(.badInput, .unknownRequest(name))
      case .refused: throw Failure(.server, .notCancelled(name))
      case .removed, .requested: console.note("\(name) is asked to stop")
      }
    } catch let error as FalError {
      throw error.failure
    }
  }
}

extension Diagnostic {
  fileprivate static func endedAlready(_ name: String) -> Diagnostic {
    Diagnostic(code: "ended-already", "\(name) has ended already")
  }

  fileprivate static func notAccepted(_ job: Job) -> Diagnostic {
    Diagnostic(code: "not-accepted", "%\(job.number) is not accepted yet: there is nothing to cancel")
  }

  fileprivate static func notCancelled(_ name: String) -> Diagnostic {
    Diagnostic(code: "not-cancelled", "the platform does not stop \(name), and does not say why")
  }

  fileprivate static func unknownRequest(_ name: String) -> Diagnostic {
    Diagnostic(code: "no-such-request", "the platform knows no request \(name)")
  }
}
