import Diagnostics
import FalProtocol
import JSON
import Language
import Terminal

/// A model in real time: one connection, inputs in, results out.
struct RealtimeCommand: Command {
  static let name = "realtime"

  static let manual = Manual(
    name: name, group: .generate, summary: "runs a model over one connection, an input after the other",
    input: .optional,
    parameters: [
      Required("model", RealtimeModelArgument.self, "the model to connect to"),
      Named("timeout", Duration.self, "how many seconds to wait for each result (600)"),
      Flag("dry-run", "shows the requests as JSON and sends nothing"),
    ],
    takesAnyNamed: true, passesArguments: true,
    details: """
      Each line of a text that is piped in is an input, and so is each item of a list; a record gives parameters, and \
      goes over those of the call. One input gives its result, several give a list. With no text at a prompt, lines \
      are read until Ctrl-D. Pictures go inside the request and are not uploaded. Models that answer in real time: \
      models realtime.
      """,
    examples: """
      > ["in oils", "in ink"] | realtime fal-ai/flux-2/klein/realtime image_url=@portrait.jpg seed=1 | count
      2
      > realtime fal-ai/flux-2/klein/realtime "at night" image_url=@portrait.jpg seed=1
        image  512 × 512  data:image/png;base64,…
      %3 fal-ai/flux-2/klein/realtime  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var inputs = try RealtimeInputs(of: await call.invocation.settled())
    let model = try await Self.model(of: inputs, call, in: session)
    if Self.isDialogue(inputs, with: model, in: session), session.plan == nil {
      return try await dialogue(inputs, RealtimeCalls(model: model, session: session))
    }
    inputs.close()
    let drafts = try RealtimeCalls(model: model, session: session).drafts(of: inputs)
    let results = try await Fanout.$rounds.withValue(Fanout.rounds(of: drafts.count)) {
      try await Self.results(of: drafts, model, in: session)
    }
    return inputs.isSingle ? results.first ?? .nothing : .list(results)
  }

  private static func model(
    of inputs: RealtimeInputs, _ call: CommandCall, in session: Session
  ) async throws -> Model {
    do {
      return try await session.catalogue.model(named: session.modelID(of: inputs.model, in: call.invocation))
    } catch let failure as Failure {
      throw inputs.located(failure)
    }
  }

  private static func results(
    of drafts: [(Draft, Invocation)], _ model: Model, in session: Session
  ) async throws -> [Value] {
    if session.plan != nil {
      return try await drafts.asyncMap { try await Generation(draft: $0.0, invocation: $0.1, session: session).value() }
    }
    return try await session.connected(to: model) { line in
      try await drafts.asyncMap { try await line.value(of: $0.0, $0.1, in: session) }
    }
  }

  /// Whether a person is asked for the inputs: one who sits before it, as the
  /// prompt has the keys while something runs in the background.
  private static func isDialogue(_ inputs: RealtimeInputs, with model: Model, in session: Session) -> Bool {
    BackgroundPipeline.current == nil && session.person.isThere && inputs.isOpen(for: model)
  }

  /// Lines as a person types them, each answered before the next is asked.
  /// What is wrong with one is told, and the next is asked.
  private func dialogue(_ inputs: RealtimeInputs, _ calls: RealtimeCalls) async throws -> Value {
    let session = calls.session
    return try await session.connected(to: calls.model) { line in
      var results: [Value] = []
      while let text = await session.person.line("\(calls.model.endpoint.alias)> ") {
        try Task.checkCancellation()
        guard text.contains(where: { !$0.isWhitespace }) else { continue }
        do {
          let (draft, invocation) = try calls.draft(of: inputs.invocation(of: .data(.string(text))))
          let value = try await line.value(of: draft, invocation, in: session)
          session.tell(value)
          results.append(value)
        } catch let failure as Failure {
          session.console.report(failure.diagnostic)
        }
      }
      return results.isEmpty ? .nothing : .list(results)
    }
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    do {
      var inputs = try RealtimeInputs(of: call.invocation)
      let model = try await Self.model(of: inputs, call, in: session)
      if Self.isDialogue(inputs, with: model, in: session) { inputs.expectLines() } else { inputs.close() }
      return RealtimeCalls(model: model, session: session).problems(of: inputs.invocations)
    } catch let failure as Failure where [.badInput, .usage].contains(failure.kind) {
      return [failure.diagnostic.located(in: call.invocation.source, at: call.invocation.name.range)]
    } catch {
      // The platform cannot be asked now; running will say why.
      return []
    }
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    guard let inputs = try? RealtimeInputs(of: call.invocation),
      let model = try? await Self.model(of: inputs, call, in: session)
    else { return .anything }
    let result = Shape(resultOf: model)
    return inputs.isSingle ? result : .list(of: result, count: inputs.count)
  }
}

extension Session {
  /// What a person is told of a result as soon as it is here.
  fileprivate func tell(_ value: Value) {
    guard case .handle(let result as ModelResult) = value else { return }
    console.note("%\(result.origin.jobNumber) after \(result.origin.elapsed.inTenths)")
  }
}
