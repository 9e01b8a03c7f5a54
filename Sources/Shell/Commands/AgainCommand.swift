import Diagnostics
import FalProtocol
import Journal
import JSON
import Language

/// The latest call once more, some parameters changed.
struct AgainCommand: Command {
  static let name = "again"

  static let manual = Manual(
    name: name, group: .generate, summary: "runs the latest call once more, with what is given changed",
    takesAnyNamed: true, passesArguments: true,
    details: """
      At the prompt, where nothing ran yet, that is the latest call of an earlier session. What ran in real time does \
      so again, over a connection of its own.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > again seed=2
        image  512 × 512  [..]
      %2 fal-ai/z-image/turbo  seed 2  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let latest = latest(in: session) else { throw Failure(.badInput, .nothingRan) }
    if session.jobs.all.isEmpty { session.console.note("\(latest.endpoint), as it ran in an earlier session") }
    return try await callable(of: latest, call, session).call(try await call.invocation.settled())
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    // Without a job the call is about what an earlier line will have made.
    guard let latest = latest(in: session) else { return [] }
    return await callable(of: latest, call, session).check(call.invocation)
  }

  private struct Latest {
    let endpoint: EndpointID
    let input: JSON
    let isRealtime: Bool
  }

  /// The latest call of the session; at the prompt, where none ran yet, that
  /// of the journal. What a script runs does not depend on what ran before it.
  private func latest(in session: Session) -> Latest? {
    if let job = session.jobs.all.last {
      return Latest(endpoint: job.endpoint, input: job.sentInput, isRealtime: isRealtime(job, session))
    }
    guard session.isInteractive, !SourceCommand.isRunning else { return nil }
    let records = session.records.jobs(JobQuery(limit: 50))
    guard let record = records.first(where: { $0.origin == session.platform.cacheName }),
      let endpoint = try? EndpointID(record.endpointID)
    else { return nil }
    return Latest(endpoint: endpoint, input: record.input, isRealtime: record.isRealtime)
  }

  private func isRealtime(_ job: Job, _ session: Session) -> Bool {
    if let origin = session.log.origin(ofJob: job.number) { return origin.draft.line != nil }
    // It was run in an earlier session.
    return job.current.record.flatMap(session.records.job)?.isRealtime ?? false
  }

  /// The model of a call, which takes what it was given then wherever this
  /// call says nothing.
  private func callable(of latest: Latest, _ call: CommandCall, _ session: Session) -> any Callable {
    let name = latest.endpoint.description
    if latest.isRealtime { return RealtimeCallable(name: name, session: session, input: latest.input) }
    let range = call.invocation.name.range
    let given = (latest.input.object ?? [:]).map { name, value in
      Argument(.parameter([.key(name)], isRaw: true), .value(.data(value)), range: range)
    }
    return ModelCallable(name: name, session: session, defaults: given, repeats: true)
  }
}

extension Diagnostic {
  fileprivate static var nothingRan: Diagnostic {
    Diagnostic(code: "no-result", "no model was run yet")
  }
}
