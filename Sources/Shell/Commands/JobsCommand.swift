import FalProtocol
import JSON
import Language
import Terminal

/// What runs, what waits, what is done.
struct JobsCommand: Command {
  static let name = "jobs"

  static let manual = Manual(
    name: name, group: .jobs, summary: "lists this session's jobs",
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > jobs
      %1  done  fal-ai/z-image/turbo  [..] s  a fox
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let jobs = session.jobs.all
    let now = session.environment.time.now()
    let rows = jobs.map { row(for: $0, now: now) }
    let lines = Table(rows: rows).lines(width: session.console.capabilities.columns)
    return .handle(
      Sheet(.array(jobs.map(\.json)), kind: "table", lines: jobs.isEmpty ? [StyledText("no jobs yet", .dim)] : lines))
  }

  private func row(for job: Job, now: Duration) -> [StyledText] {
    let state = job.current
    let elapsed = (state.finishedAt ?? now) - job.startedAt
    let text = ["prompt", "text"].lazy.compactMap { job.input[$0]?.string }.first ?? ""
    return [
      StyledText("%\(job.number)", .bold), StyledText(state.phase.brief, state.phase.style),
      StyledText(job.endpoint.description, .model), StyledText(elapsed.inTenths, .dim), StyledText(text),
    ]
  }
}

extension Job.Phase {
  /// As it stands in a table; `status` says more.
  fileprivate var brief: String { isFinal ? word : description }

  fileprivate var style: Style {
    switch self {
    case .done: .good
    case .failed, .unknown: .error
    case .preparing, .sending, .queued, .running, .cancelled: .plain
    }
  }
}
