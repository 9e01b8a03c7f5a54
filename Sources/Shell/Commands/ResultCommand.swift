import FalClient
import FalProtocol
import Journal
import JSON
import Language

/// The result of a finished job.
struct ResultCommand: Command {
  static let name = "result"

  static let manual = Manual(
    name: name, group: .jobs, summary: "gives the result of a job that has ended", input: .optional,
    parameters: JobTarget.parameters,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > count (result %1).images
      1
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let values = try await JobTarget.targets(of: call, in: session).asyncMap { try await result(of: $0, session) }
    return values.count == 1 ? values[0] : .list(values)
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { JobTarget.shape(of: call) }

  private func result(of target: JobTarget, _ session: Session) async throws -> Value {
    switch target {
    case .value(let value): value
    case .job(let job): .handle(try await session.wait(for: job, timeout: nil, by: Self.name))
    case .background(let pipeline): try await pipeline.settled()
    case .past(let record):
      if let value = try await session.askAgain(record, { try await session.result(of: $0, $1, isAnnounced: false) }) {
        value
      } else {
        try session.result(of: record)
      }
    case .request(let acceptance, let endpoint):
      try await session.result(of: acceptance, endpoint, isAnnounced: false)
    }
  }
}

extension Session {
  /// The result of a job of another session.
  /// - Throws: `Failure`, why there is none.
  func result(of record: JobRecord) throws -> Value {
    let schema = keptSchema(of: record.endpointID)
    guard let result = ModelResult(record, number: 0, schema: schema) else { throw record.failure }
    return .handle(result)
  }

  /// Asks the platform of a job that the journal has an ending of and no
  /// result, where it may know better by now.
  /// - Throws: `Failure` if time runs out; `CancellationError`.
  /// - Returns: nil if it does not.
  func askAgain(
    _ record: JobRecord, _ ask: (Acceptance, EndpointID) async throws -> Value
  ) async throws -> Value? {
    guard platform.outlives, record.isWorthAsking, let acceptance = Acceptance(record),
      let endpoint = try? EndpointID(record.endpointID)
    else { return nil }
    do {
      return try await ask(acceptance, endpoint)
    } catch let failure as Failure where failure.kind != .timeout || failure.requestID == nil {
      return nil
    }
  }

  /// What a request did cost that was paid for elsewhere; nil if nobody knows.
  func cost(of answer: Answer, _ endpoint: EndpointID) async -> Money? {
    guard platform.costsMoney else { return .zero }
    guard let units = answer.billableUnits.flatMap(Double.init), units >= 0 else { return nil }
    return await prices.price(of: endpoint)?.dollars?.times(units)
  }

  /// The result of a request that was made elsewhere.
  /// - Throws: `Failure`.
  func result(of acceptance: Acceptance, _ endpoint: EndpointID, isAnnounced: Bool) async throws -> Value {
    do {
      let answer = try await platform.client().result(of: acceptance, isAnnounced: isAnnounced)
      // A job of a session that is gone: what arrives is not to be lost.
      let record = records.job(requestID: acceptance.requestID, on: platform)
      let cost = await cost(of: answer, endpoint)
      let model = try? await catalogue.model(named: endpoint.description)
      let origin = ModelResult.Origin(
        endpoint: endpoint, input: record?.input ?? .object([:]),
        requestID: acceptance.requestID, jobNumber: 0, elapsed: .zero,
        inferenceSeconds: nil, billableUnits: answer.billableUnits,
        cost: cost,
        parents: record?.parentRequestIDs ?? [])
      let result = ModelResult(output: answer.output, origin: origin, schema: model?.schema)
      if let record, record.output == nil, await !records.finished(record.id, result), records.isAvailable {
        console.note("the result of \(acceptance.requestID) could not be written down")
      }
      return .handle(result)
    } catch let error as FalError {
      throw error.failure
    }
  }
}
