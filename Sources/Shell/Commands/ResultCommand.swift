import FalClient
import FalProtocol
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
    case .job(let job): .handle(try await session.wait(for: job, timeout: nil))
    case .background(let pipeline): try await pipeline.settled()
    case .request(let acceptance, let endpoint): try await session.result(of: acceptance, endpoint)
    }
  }
}

extension Session {
  /// The result of a request that was made elsewhere.
  /// - Throws: `Failure`.
  func result(of acceptance: Acceptance, _ endpoint: EndpointID) async throws -> Value {
    do {
      let answer = try await platform.client().result(of: acceptance)
      let model = try? await catalogue.model(named: endpoint.description)
      let origin = ModelResult.Origin(
        endpoint: endpoint, input: .object([:]), requestID: acceptance.requestID, jobNumber: 0, elapsed: .zero,
        inferenceSeconds: nil, billableUnits: answer.billableUnits, parents: [])
      return .handle(ModelResult(output: answer.output, origin: origin, schema: model?.schema))
    } catch let error as FalError {
      throw error.failure
    }
  }
}
