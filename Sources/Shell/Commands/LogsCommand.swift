import FalClient
import FalProtocol
import JSON
import Language
import Terminal

/// The log lines of a job.
struct LogsCommand: Command {
  static let name = "logs"

  static let manual = Manual(
    name: name, group: .jobs, summary: "shows what a model logged", input: .optional,
    parameters: JobTarget.parameters,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square --logs
      %1  Loading weights
      %1  Drawing 1 of them
      %1  Encoding
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > logs %1
      Loading weights
      Drawing 1 of them
      Encoding
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var lines: [LogLine] = []
    for target in try await JobTarget.targets(of: call, in: session) { lines += try await logs(of: target, session) }
    let json = JSON.array(lines.map(\.json))
    return .handle(Sheet(json, kind: "list", lines: lines.flatMap(\.shownLines).map { StyledText($0) }))
  }

  private func logs(of target: JobTarget, _ session: Session) async throws -> [LogLine] {
    do {
      switch target {
      case .value(let value):
        guard case .handle(let result as ModelResult) = value else { throw Failure.wants("a job", got: value) }
        guard let job = session.jobs[result.origin.jobNumber] else { return [] }
        return try await logs(of: .job(job), session)
      case .past(let record):
        guard let acceptance = Acceptance(record) else { return [] }
        return try await session.platform.client().status(of: acceptance, logs: true).logs ?? []
      case .background(let pipeline):
        return try await pipeline.jobs.asyncMap { try await logs(of: .job($0), session) }.flatMap(\.self)
      case .job(let job):
        guard job.current.logs.isEmpty, let acceptance = job.current.acceptance else { return job.current.logs }
        return try await session.platform.client().status(of: acceptance, logs: true).logs ?? []
      case .request(let acceptance, _):
        return try await session.platform.client().status(of: acceptance, logs: true).logs ?? []
      }
    } catch let error as FalError {
      throw error.failure
    }
  }
}
