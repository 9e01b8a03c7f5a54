import Diagnostics
import FalProtocol
import JSON
import Language

/// The latest call once more, some parameters changed.
struct AgainCommand: Command {
  static let name = "again"

  static let manual = Manual(
    name: name, group: .generate, summary: "runs the latest call once more, with what is given changed",
    takesAnyNamed: true, passesArguments: true,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > again seed=2
        image  512 × 512  [..]
      %2 fal-ai/z-image/turbo  seed 2  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let job = session.jobs.all.last else { throw Failure(.badInput, .nothingRan) }
    return try await model(of: job, call, session).call(try await call.invocation.settled())
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    // Without a job the call is about what an earlier line will have made.
    guard let job = session.jobs.all.last else { return [] }
    return await model(of: job, call, session).check(call.invocation)
  }

  /// The model of the job, which takes what the job was given wherever the
  /// call says nothing.
  private func model(of job: Job, _ call: CommandCall, _ session: Session) -> ModelCallable {
    let range = call.invocation.name.range
    let given = (job.sentInput.object ?? [:]).map { name, value in
      Argument(.parameter([.key(name)], isRaw: true), .value(.data(value)), range: range)
    }
    return ModelCallable(name: job.endpoint.description, session: session, defaults: given)
  }
}

extension Diagnostic {
  fileprivate static var nothingRan: Diagnostic {
    Diagnostic(code: "no-result", "no model was run yet")
  }
}
