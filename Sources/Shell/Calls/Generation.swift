import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language
import ModelSchema

/// One call of a model, from its draft to its result.
///
/// A thousand of them wait at once, each on frames of its own: what is large
/// stays in here, and what is done before the waiting has a function to
/// itself that is not taken into the one that waits.
final class Generation: Sendable {
  let draft: Draft
  let invocation: Invocation
  let session: Session

  init(draft: Draft, invocation: Invocation, session: Session) {
    self.draft = draft
    self.invocation = invocation
    self.session = session
  }

  private var endpoint: EndpointID { draft.model.endpoint }
  private var time: Timekeeper { session.environment.time }

  /// Starts the job and, unless told otherwise, waits for it.
  /// - Throws: `Failure`; `CancellationError` if the waiting was cancelled
  ///   (the job runs on).
  func value() async throws -> Value {
    if let plan = session.plan { return .handle(standIn(in: plan)) }
    for line in draft.connections { session.console.note(line) }
    if let preview = try await preview() { return .data(preview) }
    let job = try await begun()
    return draft.options.isAsync ? try await accepted(job) : .handle(try await wait(for: job))
  }

  /// What would be sent, if that is all that was asked for.
  @inline(never)
  private func preview() async throws -> JSON? {
    if draft.options.isDryRun { return try await RequestPreview(draft: draft, session: session).json }
    if draft.options.isCurl { return .string(try await RequestPreview(draft: draft, session: session).curl) }
    return nil
  }

  /// The job, which goes on from now on whoever waits for it.
  @inline(never)
  private func begun() async throws -> Job {
    let earlier = try await session.earlierRun(of: draft)
    let purchase = earlier == nil ? try await purchase() : Purchase(freeIn: session.purse.ledger)
    let job = session.jobs.add(endpoint: endpoint, input: draft.input)
    job.change { $0.purchase = purchase }
    session.log.add(job, draft, invocation)
    let run = JobRun(job: job, draft: draft, session: session, invocation: invocation, earlier: earlier)
    Task { await run.run() }
    return job
  }

  /// The call is written down; `%` and `again` know it as if it had been
  /// made.
  private func standIn(in plan: PlanBook) -> ModelResult {
    let result = plan.standIn(for: draft, invocation)
    let job = session.jobs.add(endpoint: endpoint, input: draft.input)
    job.change { $0.phase = .done }
    job.result.settle(.success(result))
    return result
  }

  /// What the call will cost is said, asked about and set aside.
  private func purchase() async throws -> Purchase {
    guard session.platform.costsMoney else { return Purchase(freeIn: session.purse.ledger) }
    let call = CallPrice(of: draft, at: await session.prices.price(of: endpoint))
    // Whoever gave up waiting for the price knows none.
    try Task.checkCancellation()
    tell(call)
    do {
      return try await session.purse.admit(call, rounds: rounds, confirm: session.settings.confirm)
    } catch let failure as Failure {
      throw failure.located(in: invocation.source, at: invocation.name.range)
    }
  }

  /// How many such calls are to be expected of the statement.
  private var rounds: Int {
    let loops = session.log.loopRounds(around: invocation, in: session.scope)
    let (rounds, overflow) = Fanout.rounds.multipliedReportingOverflow(by: loops)
    return overflow ? .max : rounds
  }

  private func tell(_ call: CallPrice) {
    let rounds = rounds
    guard case .screen = session.console.results, session.purse.announces(endpoint, rounds: rounds) else { return }
    session.console.note("\(endpoint): \(call.description)" + (rounds == 1 ? "" : ", \(rounds) times"))
  }

  private func accepted(_ job: Job) async throws -> Value {
    do {
      _ = try await session.jobs.waiting(for: job) { try await job.accepted.value() }
      return .handle(job)
    } catch let failure as Failure {
      throw located(failure)
    }
  }

  private func wait(for job: Job) async throws -> ModelResult {
    do {
      let timeout = draft.options.timeout ?? session.settings.timeout
      return try await session.wait(for: job, timeout: timeout, by: draft.options.way)
    } catch let failure as Failure {
      throw located(failure)
    }
  }

  /// `detail[].loc` leads back to the argument that set the field.
  private func located(_ failure: Failure) -> Failure {
    let field = failure.field.flatMap { draft.place(of: $0) }
    return failure.located(in: invocation.source, at: field ?? invocation.name.range)
  }
}
