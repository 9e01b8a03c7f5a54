import Diagnostics
import JSON
import Language

/// A call with the model left out: the session's model, or the one given by
/// `--model`.
struct GenCommand: Command {
  static let name = "gen"

  static let manual = Manual(
    name: name, group: .generate, summary: "runs the session's model, or the one of --model", input: .optional,
    parameters: [
      Named("model", letter: "m", ModelArgument.self, "the model to run"),
      Named("status", String.self, "the state of the request with this id"),
      Named("result", String.self, "the result of the request with this id"),
      Named("cancel", String.self, "cancels the request with this id"),
      Flag("schema", "shows the model's parameters"),
    ],
    passesArguments: true,
    details: "Everything else is given to the model, as if its id stood in front: see use.",
    examples: """
      > gen "a cat" --model fal-ai/z-image/turbo seed=1 image_size=square
        image  512 × 512  [..].png
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    try await target(of: call.invocation, in: session).call(in: session)
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    await target(of: call.invocation, in: session).check(in: session)
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    await target(of: call.invocation, in: session).shape(in: session)
  }
}

extension GenCommand {
  /// What a call comes to once its model is known.
  private func target(of invocation: Invocation, in session: Session) -> GenTarget {
    var target = GenTarget(invocation: invocation, model: session.settings.model)
    target.sort()
    return target
  }
}

/// `gen` where a `use` before it has chosen the model: what is checked before
/// that `use` has run.
struct GenCallable: Callable {
  let model: ModelCallable
  let session: Session

  func call(_ invocation: Invocation) async throws -> Value {
    try await CommandCallable(command: GenCommand(), session: session).call(invocation)
  }

  func check(_ invocation: Invocation) async -> [Diagnostic] { await target(of: invocation).check(in: session) }

  func shape(of invocation: Invocation) async -> Shape { await target(of: invocation).shape(in: session) }

  private func target(of invocation: Invocation) -> GenTarget {
    var target = GenTarget(invocation: invocation, model: model.name, chosen: model)
    target.sort()
    return target
  }
}

/// `gen` with its own options taken out: what is left is the model's.
struct GenTarget {
  var invocation: Invocation
  var model: String
  /// The model that it runs if the call names no other; nil: the session's.
  var chosen: ModelCallable?
  var command: (name: String, requestID: Argument?)?
  /// An option without the value that it needs.
  var lacking: Argument?

  mutating func sort() {
    var rest = invocation.arguments[...]
    var kept: [Argument] = []
    while let argument = rest.popFirst() {
      guard case .option(let name) = argument.role,
        ["model", "m", "status", "result", "cancel", "schema"].contains(name)
      else {
        kept.append(argument)
        continue
      }
      var value = argument
      if name != "schema", case .flag = argument.content {
        guard let next = rest.popFirst() else {
          lacking = argument
          break
        }
        value = next
      }
      take(name, value)
    }
    invocation.arguments = kept
  }

  private mutating func take(_ name: String, _ value: Argument) {
    switch name {
    case "model", "m": model = (try? String(reading: value.content)) ?? model
    case "schema": command = ("schema", nil)
    default: command = (name, value)
    }
  }

  private var problem: Diagnostic? {
    lacking.map { Diagnostic.noValue.located(in: invocation.source, at: $0.range) }
  }

  func call(in session: Session) async throws -> Value {
    if let problem { throw Failure(.usage, problem) }
    guard let command else { return try await callable(in: session).call(invocation) }
    return try await callable(command, in: session).call(commandInvocation(command))
  }

  func shape(in session: Session) async -> Shape {
    guard let command else { return await callable(in: session).shape(of: invocation) }
    return await callable(command, in: session).shape(of: commandInvocation(command))
  }

  func check(in session: Session) async -> [Diagnostic] {
    if let problem { return [problem] }
    guard let command else { return await callable(in: session).check(invocation) }
    return await callable(command, in: session).check(commandInvocation(command))
  }

  private func callable(in session: Session) -> any Callable {
    if let chosen, chosen.name == model { return chosen }
    let target = session.modelID(of: model, in: invocation)
    return ModelCallable(name: target, session: session)
  }

  private func callable(_ command: (name: String, requestID: Argument?), in session: Session) -> any Callable {
    CommandCallable(command: Commands.named(command.name) ?? HelpCommand(), session: session)
  }

  /// `gen --status ID` is `status ID --model MODEL`.
  private func commandInvocation(_ command: (name: String, requestID: Argument?)) -> Invocation {
    var copy = invocation
    copy.name.value = command.name
    let range = invocation.name.range
    if var id = command.requestID {
      id.role = .positional
      copy.arguments = [id, Argument(.option("model"), .word(model), range: range)]
    } else {
      copy.arguments = [Argument(.positional, .word(model), range: range)]
    }
    return copy
  }
}

extension Diagnostic {
  fileprivate static var noValue: Diagnostic { Diagnostic(code: "missing-value", "this option needs a value") }
}
