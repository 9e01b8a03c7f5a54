import FalClient
import FalProtocol
import JSON
import Language

/// How a job stands.
struct StatusCommand: Command {
  static let name = "status"

  static let manual = Manual(
    name: name, group: .jobs, summary: "says how a job or request stands", input: .optional,
    parameters: JobTarget.parameters,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > status %1
      %1 fal-ai/z-image/turbo  done
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let values = try await JobTarget.targets(of: call, in: session).asyncMap { try await status(of: $0, session) }
    return values.count == 1 ? values[0] : .list(values)
  }

  private func status(of target: JobTarget, _ session: Session) async throws -> Value {
    switch target {
    case .value(.handle(let result as ModelResult)):
      return session.jobs[result.origin.jobNumber].map { .handle($0) } ?? .handle(result)
    case .value(let value): throw Failure.wants("a job", got: value)
    case .job(let job): return .handle(job)
    case .past(let record): return .data(record.json(now: session.environment.time.date()))
    case .background(let pipeline): return .list(pipeline.jobs.map { .handle($0) })
    case .request(let acceptance, _):
      do {
        return .data(try await session.platform.client().status(of: acceptance, logs: false).json(for: acceptance))
      } catch let error as FalError {
        throw error.failure
      }
    }
  }
}

extension Sequence {
  /// The elements transformed one after another.
  func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
