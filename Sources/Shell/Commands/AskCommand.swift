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

  static let endpoint = "openrouter/router"

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    if let problem = Self.problem(of: call.invocation) { throw Failure(.usage, problem) }
    let value = try await model(session).call(call.invocation)
    guard case .handle(let result as ModelResult) = value, let text = result.text else { return value }
    return .data(.string(text))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    if let problem = Self.problem(of: call.invocation) { return [problem] }
    return await model(session).check(call.invocation)
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
}
