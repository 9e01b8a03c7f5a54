import Diagnostics
import JSON

extension Evaluator {
  func outcome(of pipeline: Pipeline) async throws -> Outcome {
    guard pipeline.isBackground else { return try await foregroundOutcome(of: pipeline) }
    var evaluator = self
    evaluator.scope = scope.snapshot()
    let background = evaluator
    let value = await host.background(pipeline.range, in: source) {
      let outcome = try await background.confined { try await $0.foregroundOutcome(of: pipeline) }
      return try await outcome.value.settled()
    }
    return Outcome(value)
  }

  private func foregroundOutcome(of pipeline: Pipeline) async throws -> Outcome {
    var outcome = try await outcome(of: pipeline.head)
    var range = pipeline.headRange
    for call in pipeline.calls {
      outcome = try await self.outcome(of: call, input: settle(outcome.value, at: range), from: range)
      range = call.range
    }
    guard let shell = pipeline.shell else { return outcome }
    return try await run(shell, input: settle(outcome.value, at: range))
  }

  private func outcome(of head: Pipeline.Head) async throws -> Outcome {
    switch head {
    case .form(let form): try await outcome(of: form)
    case .expression(let expression): Outcome(try await evaluate(expression))
    case .call(let call): try await outcome(of: call, input: nil)
    case .shell(let command): try await run(command, input: nil)
    }
  }

  private func run(_ command: Located<String>, input: Value?) async throws -> Outcome {
    Outcome(commandValue: try await locating(at: command.range) { try await host.shell(command.value, input: input) })
  }

  /// Runs one stage.
  /// - Parameters:
  ///   - piped: what stands before its `|`; nil for the first.
  ///   - range: where that was written.
  private func outcome(of call: CallSyntax, input piped: Value?, from range: SourceRange? = nil) async throws -> Outcome
  {
    let callable = try callable(for: call)
    var stage = self
    if let piped { stage.input = piped }
    var arguments: [Argument] = []
    for argument in call.arguments { arguments.append(try await stage.argument(argument)) }
    let invocation = Invocation(
      name: call.name, arguments: arguments, input: piped.map(Invocation.Input.value) ?? .none, inputRange: range,
      namesInput: call.namesInput, range: call.range, source: source, round: round)
    return Outcome(commandValue: try await locating(at: call.name.range) { try await callable.call(invocation) })
  }

  private func callable(for call: CallSyntax) throws -> any Callable {
    let name = call.name.value
    if let (definition, home) = scope.definition(named: name) {
      return DefinedCommand(definition: definition, home: home, caller: self)
    }
    if let callable = host.callable(named: name) { return callable }
    throw failure(unknownCallable(call), at: call.name.range)
  }

  private func unknownCallable(_ call: CallSyntax) -> Diagnostic {
    let name = call.name.value
    if call.arguments.isEmpty, scope[name] != nil { return .isValue(name, line: "$" + name) }
    if let near = name.nearest(among: scope.definitionNames) { return .unknownDefinition(name, near: near) }
    return host.unknownCallable(call, in: source)
  }
}

extension Outcome {
  /// What a command gave. One that gives `null` has nothing to give: so
  /// `print` leaves no `null` behind.
  fileprivate init(commandValue value: Value) {
    if case .data(.null) = value { self = .silent } else { self.init(value) }
  }
}

extension Pipeline {
  var headRange: SourceRange {
    switch head {
    case .form(let form): form.range
    case .expression(let expression): expression.range
    case .call(let call): call.range
    case .shell(let command): command.range
    }
  }
}
