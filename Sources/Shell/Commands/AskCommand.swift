import Diagnostics
import JSON
import Language

/// A question to a language model.
struct AskCommand: Command {
  static let name = "ask"

  static let manual = Manual(
    name: name, group: .generate, summary: "asks a language model, and gives its answer as a text", input: .optional,
    parameters: [
      Required("question", String.self, "what to ask"),
      Named("model", String.self, "which language model answers"),
    ],
    takesAnyNamed: true, passesArguments: true,
    details: "set llm=NAME chooses the language model for the session.",
    examples: """
      > ask "two one-line prompts about foxes" | lines | count
      2
      """)

  private static let endpoint = "openrouter/router"

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    if let problem = Self.problem(of: call.invocation) { throw Failure(.usage, problem) }
    let value = try await model(session).call(invocation(call, session))
    guard case .handle(let result as ModelResult) = value, let text = result.text else { return value }
    return .data(.string(text))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    if let problem = Self.problem(of: call.invocation) { return [problem] }
    return await model(session).check(invocation(call, session))
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    guard case .described(let result) = await model(session).shape(of: call.invocation) else { return .anything }
    return result.hasText == true ? .text : .anything
  }

  private static func problem(of invocation: Invocation) -> Diagnostic? {
    guard case .none = invocation.input, invocation.arguments.isEmpty else { return nil }
    return Diagnostic(code: "missing-argument", "ask needs a question", help: "ask \"…\"")
      .located(in: invocation.source, at: invocation.name.range)
  }

  private func model(_ session: Session) -> ModelCallable { ModelCallable(name: AskCommand.endpoint, session: session) }

  /// The call with the session's language model, unless one is given.
  private func invocation(_ call: CommandCall, _ session: Session) -> Invocation {
    var invocation = call.invocation
    let hasModel = invocation.arguments.contains { argument in
      switch argument.role {
      case .parameter(let path, _): path.first == .key("model")
      case .option(let name): name == "model"
      case .positional: false
      }
    }
    guard !hasModel else { return invocation }
    let name = session.settings.languageModel
    invocation.arguments.append(
      Argument(.parameter([.key("model")], isRaw: false), .word(name), range: invocation.name.range))
    return invocation
  }
}
