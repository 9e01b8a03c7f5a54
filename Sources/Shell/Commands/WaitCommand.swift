import FalClient
import FalProtocol
import JSON
import Language

/// Waits for jobs and gives their results.
struct WaitCommand: Command {
  private static let timeout = Named("timeout", Duration.self, "how many seconds to wait")

  static let name = "wait"

  static let manual = Manual(
    name: name, group: .jobs, summary: "waits for a job and gives its result", input: .optional,
    parameters: JobTarget.parameters + [timeout],
    examples: """
      > let fox = fal-ai/z-image/turbo "a fox" seed=1 image_size=square &
      %1 fal-ai/z-image/turbo done after [..] s
      > wait $fox
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let targets = try await JobTarget.targets(of: call, in: session)
    let timeout = try call[Self.timeout]
    var values: [Value] = []
    var failure: (any Error)?
    for target in targets {
      do {
        values.append(try await wait(for: target, timeout, session))
      } catch let error as Failure {
        // The others are waited for all the same.
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return values.count == 1 ? values[0] : .list(values)
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { JobTarget.shape(of: call) }

  private func wait(for target: JobTarget, _ timeout: Duration?, _ session: Session) async throws -> Value {
    switch target {
    case .value(let value): return value
    case .job(let job): return .handle(try await session.wait(for: job, timeout: timeout, by: Self.name))
    case .background(let pipeline): return try await session.wait(for: pipeline, timeout: timeout)
    case .past(let record):
      return try await session.askAgain(record) { try await session.wait(for: $0, $1, timeout: timeout) }
        ?? session.result(of: record)
    case .request(let acceptance, let endpoint):
      return try await session.wait(for: acceptance, endpoint, timeout: timeout)
    }
  }
}
