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
    var invocation = call.invocation
    invocation.arguments = kept(of: job, without: invocation) + invocation.arguments
    return try await ModelCallable(name: job.endpoint.description, session: session).call(invocation)
  }

  /// What the job was given, but for what is given now.
  private func kept(of job: Job, without invocation: Invocation) -> [Argument] {
    let changed = Set(
      invocation.arguments.compactMap { argument -> String? in
        guard case .parameter(let path, _) = argument.role, case .key(let name) = path.first else { return nil }
        return name
      })
    return (job.sentInput.object ?? [:]).filter { !changed.contains($0.key) }.map { name, value in
      Argument(.parameter([.key(name)], isRaw: true), .value(.data(value)), range: invocation.name.range)
    }
  }
}

extension Diagnostic {
  fileprivate static var nothingRan: Diagnostic {
    Diagnostic(code: "no-result", "no model was run yet")
  }
}
