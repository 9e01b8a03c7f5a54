import Diagnostics
import JSON

extension ProgramCheck {
  mutating func visit(_ pipeline: Pipeline) async {
    switch pipeline.head {
    case .form(let form): await visit(form)
    case .expression(let expression): await visit(expression)
    case .call(let call): await visit(call, input: .none)
    case .shell: break
    }
    let before = surroundings
    surroundings.hasInput = true
    for call in pipeline.calls { await visit(call, input: .unknown) }
    surroundings = before
  }

  private mutating func visit(_ call: CallSyntax, input: Invocation.Input) async {
    for argument in call.arguments { await visit(argument, of: call) }
    let invocation = Invocation(
      name: call.name, arguments: call.arguments.map(\.known), input: input, namesInput: call.namesInput,
      range: call.range, source: source)
    if let definition = definition(named: call.name.value) {
      let match = ArgumentMatch(invocation.arguments, of: definition, calledAt: call.name.range)
      for (complaint, range) in match.complaints { report(complaint, at: range) }
    } else if let callable = host.callable(named: call.name.value) {
      for diagnostic in await callable.check(invocation) { report(diagnostic, at: call.name.range) }
    } else {
      report(unknownCallable(call), at: call.name.range)
    }
  }

  private func definition(named name: String) -> Definition? {
    definitions[name] ?? scope.definition(named: name)?.definition.syntax
  }

  private func unknownCallable(_ call: CallSyntax) -> Diagnostic {
    let name = call.name.value
    if call.arguments.isEmpty, names.bound.contains(name) { return .isValue(name) }
    let near = name.nearest(among: definitions.keys.sorted() + scope.definitionNames)
    return near.map { .unknownDefinition(name, near: $0) } ?? host.unknownCallable(call, in: source)
  }

  private mutating func visit(_ argument: ArgumentSyntax, of call: CallSyntax) async {
    switch argument.kind {
    case .positional(let value): await visitItem(value)
    case .parameter(let path, _, let value):
      for step in path.value { visit(step, at: path.range) }
      if let value { await visitItem(value) }
    case .option(_, let value):
      if let value { await visitItem(value) }
    case .block(let block): await visitArgument(block, bindings: call.words)
    }
  }
}

extension CallSyntax {
  /// The words among its arguments, any of which may be a name that the
  /// command binds in its block.
  fileprivate var words: [String] {
    arguments.compactMap { argument in
      guard case .positional(let value) = argument.kind, case .word(let word) = value.kind else { return nil }
      return word
    }
  }
}

extension ArgumentSyntax {
  /// The argument as far as it is known without running anything.
  fileprivate var known: Argument {
    switch kind {
    case .positional(let value): Argument(.positional, value.knownContent, range: range)
    case .parameter(let path, let isRaw, let value):
      Argument(
        .parameter(path.value.knownSteps, isRaw: isRaw), path.value.content(of: value), range: range,
        nameRange: path.range, valueRange: value?.range ?? SourceRange(at: range.end))
    case .option(let name, let value):
      Argument(
        .option(name.value), value?.knownContent ?? .flag, range: range, nameRange: name.range,
        valueRange: value?.range ?? SourceRange(at: range.end))
    case .block(let block): Argument(.positional, .block(.unrunnable(block.range)), range: range)
    }
  }
}

extension Expression {
  fileprivate var knownContent: Argument.Content {
    if case .word(let word) = kind { return .word(word) }
    return literalValue().map { .value(.data($0)) } ?? .unknown
  }
}

extension [Step] {
  /// The path up to the first step that is not known yet.
  fileprivate var knownSteps: [Argument.PathStep] {
    prefix { $0.known != nil }.compactMap(\.known)
  }

  /// A value whose path is not known in full is not known either.
  fileprivate func content(of value: Expression?) -> Argument.Content {
    guard allSatisfy({ $0.known != nil }) else { return .unknown }
    return value?.knownContent ?? .word("")
  }
}

extension Step {
  fileprivate var known: Argument.PathStep? {
    switch self {
    case .field(let name): .key(name)
    case .index(let index): .index(index)
    case .range, .variable, .all: nil
    }
  }
}

extension BlockValue {
  /// A block to be looked at, not run.
  fileprivate static func unrunnable(_ range: SourceRange) -> BlockValue {
    BlockValue(range: range) { _, _, _ in throw CancellationError() }
  }
}
