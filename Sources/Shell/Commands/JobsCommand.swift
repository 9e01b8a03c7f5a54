import Diagnostics
import FalProtocol
import Journal
import JSON
import Language
import Terminal

/// What runs, what waits, what is done.
struct JobsCommand: Command {
  private static let words = Repeated("text", String.self, "words of the prompt, or their beginnings")
  private static let all = Flag("all", letter: "a", "the jobs of all sessions")
  private static let state = Named("state", StateArgument.self, "only those that are queued, running, done, …")
  private static let model = Named("model", letter: "m", String.self, "only those of models with this in their id")
  private static let day = Named("day", DayArgument.self, "only those of a day: today, yesterday, 2026-11-21")
  private static let limit = Named("limit", PositiveCount.self, "how many at most, the latest (50)")

  static let name = "jobs"

  static let manual = Manual(
    name: name, group: .jobs, summary: "lists jobs: this session's, or all that the journal knows",
    parameters: [words, all, state, model, day, limit],
    details: "A job of another session is called by its request id: result, status, attach take it.",
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > jobs
      %1  done  fal-ai/z-image/turbo  [..] s  a fox
      > jobs --all --state done fox
      [..]  %1  done  fal-ai/z-image/turbo  [..] s  a fox  [..]
      > jobs whale
      no such jobs
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var query = try query(of: call, session)
    if call[Self.all] { return list(session.records.jobs(query).reversed(), session) }
    let jobs = session.jobs.all
    guard query.hasConditions else { return list(jobs.suffix(try call[Self.limit]?.count ?? jobs.count), session) }
    query.session = session.records.session
    let found = query.session == nil ? [] : Set(session.records.jobs(query).map(\.id))
    return list(jobs.filter { $0.current.record.map(found.contains) ?? $0.fits(query) }, session, isFiltered: true)
  }

  private func query(of call: CommandCall, _ session: Session) throws -> JobQuery {
    let day = try call[Self.day]?.range(now: session.environment.time.date())
    let words = try call[Self.words]
    return JobQuery(
      states: try call[Self.state]?.states, model: try call[Self.model], from: day?.lowerBound, to: day?.upperBound,
      text: words.isEmpty ? nil : words.joined(separator: " "), limit: try call[Self.limit]?.count ?? 50)
  }

  // MARK: This session

  private func list(_ jobs: some Collection<Job>, _ session: Session, isFiltered: Bool = false) -> Value {
    let now = session.environment.time.now()
    let rows = jobs.map { row(for: $0, now: now) }
    return sheet(.array(jobs.map(\.json)), rows, isFiltered ? "no such jobs" : "no jobs yet", session)
  }

  private func row(for job: Job, now: Duration) -> [StyledText] {
    let state = job.current
    let elapsed = (state.finishedAt ?? now) - job.startedAt
    return [
      StyledText("%\(job.number)", .bold), StyledText(state.phase.brief, state.phase.style),
      StyledText(job.endpoint.description, .model), StyledText(elapsed.inTenths, .dim),
      StyledText(job.sentInput.promptText),
    ]
  }

  // MARK: All sessions

  private func list(_ records: [JobRecord], _ session: Session) -> Value {
    let now = session.environment.time.date()
    let own = Dictionary(
      session.jobs.all.compactMap { job in job.current.record.map { ($0, job) } }, uniquingKeysWith: { $1 })
    let rows = records.map { row(for: $0, own[$0.id], now: now) }
    return sheet(.array(records.map { $0.json(now: now) }), rows, "no such jobs", session)
  }

  private func row(for record: JobRecord, _ job: Job?, now: Double) -> [StyledText] {
    let phase = job?.current.phase ?? Job.Phase(record)
    let elapsed = Duration(told: (record.endedAt ?? now) - record.startedAt)
    return [
      StyledText(record.startedAt.dayAndTime, .dim), StyledText(job.map { "%\($0.number)" } ?? "", .bold),
      StyledText(phase.word, phase.style), StyledText(record.endpointID, .model),
      StyledText(elapsed.inTenths, .dim), StyledText(record.input.promptText),
      StyledText(record.requestID ?? "", .dim),
    ]
  }

  private func sheet(_ json: JSON, _ rows: [[StyledText]], _ none: String, _ session: Session) -> Value {
    let lines = Table(rows: rows).lines(width: session.console.capabilities.columns)
    return .handle(Sheet(json, kind: "table", lines: rows.isEmpty ? [StyledText(none, .dim)] : lines))
  }
}

extension JobQuery {
  /// Whether it asks for anything but the latest.
  fileprivate var hasConditions: Bool { states != nil || model != nil || from != nil || text != nil }
}

extension Job {
  /// Whether a job that the journal does not know is asked for.
  fileprivate func fits(_ query: JobQuery) -> Bool {
    let words = (query.text ?? "").lowercased().split(separator: " ")
    let text = "\(endpoint) \(sentInput.text)".lowercased()
    return query.states?.contains { $0.words == current.phase.word } ?? true
      && query.model.map(endpoint.description.contains) ?? true && words.allSatisfy { text.contains($0) }
  }
}

extension JSON {
  /// What a person knows a request by.
  fileprivate var promptText: String { ["prompt", "text"].lazy.compactMap { self[$0]?.string }.first ?? "" }
}

extension Job.Phase {
  /// As it stands in a table; `status` says more.
  fileprivate var brief: String { isFinal ? word : description }

  fileprivate var style: Style {
    switch self {
    case .done: .good
    case .failed, .unknown, .lost, .expired: .error
    case .preparing, .sending, .queued, .running, .cancelled, .notSent: .plain
    }
  }
}
