import Diagnostics
import FalClient
import FalProtocol
import Language

/// The requests that the inputs of a `realtime` come to.
struct RealtimeCalls: Sendable {
  let model: Model
  let session: Session
  /// The whole of an earlier call, for wherever this one says nothing; nil:
  /// there is none.
  var defaults: [Argument]?

  /// All of them: nothing is sent as long as anything is wrong with one.
  /// - Throws: `Failure`.
  func drafts(of inputs: RealtimeInputs) throws -> [(Draft, Invocation)] {
    let invocations = inputs.invocations
    guard !invocations.isEmpty else { throw Failure(.badInput, .noInputs(for: model)) }
    return try invocations.map { try draft(of: $0) }
  }

  /// - Throws: `Failure`.
  func draft(of invocation: Invocation) throws -> (Draft, Invocation) {
    let builder = builder(for: invocation)
    if builder.isEmpty { throw Failure(.badInput, .noInputs(for: model)) }
    if let problem = problems(of: builder).first { throw Failure(.badInput, problem) }
    return (builder.draft, invocation)
  }

  /// What can be said before anything runs.
  func problems(of invocations: [Invocation]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for invocation in invocations.prefix(Self.looks) {
      let builder = builder(for: invocation)
      if builder.isEmpty {
        return [Diagnostic.noInputs(for: model).located(in: invocation.source, at: invocation.name.range)]
      }
      Drift.watch?.note(builder)
      for problem in self.problems(of: builder) where !problems.contains(problem) { problems.append(problem) }
    }
    return problems
  }

  private func problems(of builder: RequestBuilder) -> [Diagnostic] {
    let (draft, call) = (builder.draft, builder.invocation)
    return builder.problems
      + draft.problemsInside.map { path, problem in
        problem.located(in: call.source, at: draft.place(of: path) ?? call.name.range)
      }
  }

  /// So many inputs are looked at before.
  private static let looks = 1000

  private func builder(for invocation: Invocation) -> RequestBuilder {
    var builder = RequestBuilder(model: model, invocation: invocation, files: session.files)
    builder.usual = defaults ?? session.usualArguments(for: model)
    builder.repeats = defaults != nil
    builder.build()
    return builder
  }
}

extension Session {
  /// Lets `body` use a connection to a model, which is opened with the first
  /// input and closed with the answer to the last.
  func connected<Result>(to model: Model, _ body: (RealtimeModel) async throws -> Result) async throws -> Result {
    let line = try await platform.client().realtime(on: model.endpoint)
    do {
      let result = try await body(line)
      await line.close()
      return result
    } catch {
      await line.close()
      throw error
    }
  }
}

extension RealtimeModel {
  /// One input as a job: priced, written down, and waited for.
  nonisolated func value(of draft: Draft, _ invocation: Invocation, in session: Session) async throws -> Value {
    var draft = draft
    draft.line = self
    return try await Generation(draft: draft, invocation: invocation, session: session).value()
  }
}

extension Diagnostic {
  fileprivate static func noInputs(for model: Model) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-send", "nothing to send to \(model.endpoint)",
      help: "an input: \"…\" | realtime \(model.endpoint), or name=value")
  }
}
