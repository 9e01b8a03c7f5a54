import Diagnostics
import FalProtocol
import Language

/// Chooses the model of `gen`, and what the session gives that model.
struct UseCommand: Command {
  private static let model = Required("model", ModelArgument.self, "the model that gen runs")

  static let name = "use"

  static let manual = Manual(
    name: name, group: .generate, summary: "chooses the model that gen runs", parameters: [model],
    takesAnyNamed: true,
    details: "What is given as name=value the session gives that model wherever a call does not.",
    examples: """
      > use fal-ai/z-image/turbo image_size=square
      > gen "a cat" seed=1
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let model = try await session.catalogue.model(named: target(of: call, in: session))
    if let problem = problems(of: call, model, in: session).first { throw Failure(.badInput, problem) }
    var arguments: [Argument] = []
    for argument in call.named { arguments.append(try await argument.settled()) }
    session.changeSettings { [arguments] settings in
      settings.model = model.endpoint.description
      settings.modelArguments = arguments
    }
    return .nothing
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    guard let name = try? target(of: call, in: session) else { return [] }
    if let problem = await session.catalogue.problem(ofModel: name) {
      return [problem.located(in: call.invocation.source, at: call.range(of: Self.model))]
    }
    guard let model = try? await session.catalogue.model(named: name) else { return [] }
    return problems(of: call, model, in: session)
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }

  func declarations(of call: CommandCall, in session: Session) async -> Declarations {
    guard let name = try? target(of: call, in: session) else { return Declarations(isOpen: true) }
    let callable = ModelCallable(name: name, session: session, defaults: call.named)
    return Declarations(callables: [GenCommand.name: GenCallable(model: callable, session: session), name: callable])
  }

  private func target(of call: CommandCall, in session: Session) throws -> String {
    session.modelID(of: try call[Self.model].name, in: call.invocation)
  }

  /// What is wrong with the parameters; that some are missing is the call's
  /// matter.
  private func problems(of call: CommandCall, _ model: Model, in session: Session) -> [Diagnostic] {
    guard !call.named.isEmpty else { return [] }
    var invocation = call.invocation
    invocation.arguments = call.named
    var builder = RequestBuilder(model: model, invocation: invocation, files: session.files)
    builder.build()
    Drift.watch?.note(builder, isWhole: false)
    return builder.problems.filter { $0.code != "missing-parameter" }
  }
}
