import FalClient
import FalProtocol
import Journal
import JSON
import Language
import Terminal

/// The platform's own list of a model's requests.
struct RequestsCommand: Command {
  private static let model = Omittable("model", ModelArgument.self, "the model; the session's if not given")
  private static let status = Named(
    "status", OutcomeArgument.self, "only those that ended so: success, error, user_error")
  private static let days = Named("days", DayCount.self, "how many days back (7)")
  private static let limit = Named("limit", PositiveCount.self, "how many at most, the latest (50)")

  static let name = "requests"

  static let manual = Manual(
    name: name, group: .jobs, summary: "lists a model's requests as the platform remembers them",
    parameters: [model, status, days, limit],
    details: """
      It knows those that were made elsewhere too; result and status take their ids, with --model. jobs lists what \
      falsh made. Where the platform cannot be reached, what it said last is shown, with its age.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > requests fal-ai/z-image/turbo
      [..]  done  [..] s  [..]  %1
      > requests fal-ai/z-image/turbo --status error
      no such requests in the last 7 days
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let days = try call[Self.days] ?? DayCount(7)
    let limit = try call[Self.limit]?.count ?? 50
    var query = HistoryQuery(endpoints: [try await endpoint(of: call, in: session)])
    query.window.start = Timestamp(seconds: days.start(now: session.environment.time.date()))
    query.outcome = try call[Self.status]?.outcome
    let key = [
      "\(days.count)", "\(limit)", query.outcome?.rawValue ?? "", query.endpoints.map(\.description).joined(),
    ].joined(separator: " ")
    let answer = try await AccountFacts(session: session).answer(to: key, .history) { [query] client in
      let (entries, hasMore) = try await client.history(query, limit: limit)
      return ["items": .array(entries.map(\.json)), "has_more": .bool(hasMore)]
    }
    return sheet(answer, days, in: session)
  }

  private func endpoint(of call: CommandCall, in session: Session) async throws -> EndpointID {
    let name = session.modelID(of: try call[Self.model]?.name ?? session.settings.model)
    do {
      return try await session.catalogue.model(named: name).endpoint
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.model))
    }
  }

  private func sheet(_ answer: JSON, _ days: DayCount, in session: Session) -> Value {
    let entries = (answer["items"]?.array ?? []).compactMap { try? HistoryEntry(json: $0) }
    var lines = Table(rows: entries.map { row(of: $0, in: session) }).lines(width: session.console.capabilities.columns)
    if entries.isEmpty { lines = [StyledText("no such requests in \(days.words)", .dim)] }
    if answer["has_more"]?.bool == true { lines.append(StyledText("and earlier ones: --limit shows more", .dim)) }
    return .handle(Sheet(.array(entries.map(\.json)), kind: "table", lines: lines))
  }

  private func row(of entry: HistoryEntry, in session: Session) -> [StyledText] {
    let when = (entry.sentAt ?? entry.startedAt).flatMap { Timestamp($0) }?.seconds.dayAndTime ?? "?"
    let duration = entry.duration.map { Duration(told: $0).inTenths } ?? ""
    let job = session.jobs.job(withRequestID: entry.requestID)
    return [
      StyledText(when, .dim), status(of: entry), StyledText(duration), StyledText(entry.requestID),
      StyledText(job.map { "%\($0.number)" } ?? "", .bold),
    ]
  }

  private func status(of entry: HistoryEntry) -> StyledText {
    guard let status = entry.status else { return StyledText(entry.endedAt == nil ? "running" : "?") }
    switch HistoryQuery.Outcome(status: status) {
    case .success: return StyledText("done", .good)
    case .userError: return StyledText("refused \(status)", .error)
    case .error: return StyledText("failed \(status)", .error)
    }
  }
}
