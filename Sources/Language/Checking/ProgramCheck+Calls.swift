import Diagnostics
import JSON

extension ProgramCheck {
  /// - Returns: what the pipeline gives.
  mutating func visit(_ pipeline: Pipeline) async -> Shape {
    var shape = await visit(pipeline.head)
    var range = pipeline.headRange
    let before = surroundings
    for call in pipeline.calls {
      look(from: range.end, given: shape)
      surroundings.input = shape
      shape = await visit(call, input: shape.input, from: range)
      range = call.range
    }
    surroundings = before
    look(from: range.end, given: shape)
    return pipeline.shell == nil ? shape : .anything
  }

  private mutating func visit(_ head: Pipeline.Head) async -> Shape {
    switch head {
    case .form(let form): await visit(form)
    case .expression(let expression): await visit(expression)
    case .call(let call): await visit(call, input: .none, from: nil)
    case .shell: .anything
    }
  }

  private mutating func visit(_ call: CallSyntax, input: Invocation.Input, from inputRange: SourceRange?) async -> Shape
  {
    var invocation = Invocation(
      name: call.name, arguments: [], input: input, inputRange: inputRange, namesInput: call.namesInput,
      range: call.range, source: source)
    invocation.boundName = surroundings.boundName.take()
    invocation.declared = callables
    invocation.filesMayCome = mayHaveWritten
    let definition = definition(named: call.name.value)
    let callable = definition == nil ? callable(named: call.name.value) : nil
    for argument in call.arguments { invocation.arguments.append(await visit(argument)) }
    for (index, argument) in call.arguments.enumerated() {
      guard case .block(let block) = argument.kind else { continue }
      let context = callable?.blockContext(of: invocation) ?? BlockContext(input: .anything, bindings: call.words)
      let shape = await visitArgument(block, context)
      invocation.arguments[index].content = .block(.unrunnable(block.range, shape))
    }
    defer { noteEffects(of: callable, isDefinition: definition != nil) }
    if let definition { return match(invocation, definition) }
    guard let callable else {
      if !isOpen { report(unknownCallable(call, boundTo: invocation.boundName), at: call.name.range) }
      return .anything
    }
    if !onlyLooks {
      for diagnostic in await callable.check(invocation) { report(diagnostic, of: call) }
    }
    take(await callable.declarations(of: invocation))
    return await callable.shape(of: invocation)
  }

  private func callable(named name: String) -> (any Callable)? { callables[name] ?? host.callable(named: name) }

  private mutating func match(_ invocation: Invocation, _ definition: Definition) -> Shape {
    let match = ArgumentMatch(invocation.arguments, of: definition, calledAt: invocation.name.range)
    for (complaint, range) in match.complaints { report(complaint, at: range) }
    return .anything
  }

  private mutating func noteEffects(of callable: (any Callable)?, isDefinition: Bool) {
    hasCalled = true
    if isDefinition || callable?.writesFiles == true { mayHaveWritten = true }
  }

  /// A finding about an argument that is a name is about what the name was
  /// bound to as well.
  private mutating func report(_ diagnostic: Diagnostic, of call: CallSyntax) {
    var located = diagnostic.located(in: source, at: call.name.range)
    if let binding = call.arguments.lazy.compactMap(\.variable).first(where: { $0.range == located.range }),
      let place = names[binding.name]?.range
    {
      located.notes.append(Diagnostic.Note("'\(binding.name)' is bound here", at: place))
    }
    diagnostics.append(located)
  }

  private func definition(named name: String) -> Definition? {
    let own = definitions[name] ?? (seesAllDefinitions ? allDefinitions[name] : nil)
    return own ?? scope.definition(named: name)?.definition.syntax
  }

  private func unknownCallable(_ call: CallSyntax, boundTo bound: String?) -> Diagnostic {
    let name = call.name.value
    if call.arguments.isEmpty, names[name]?.isCertain == true {
      return .isValue(name, line: source.line(replacing: call.range, with: "$" + name))
    }
    if call.arguments.isEmpty, bound != nil {
      return .isText(name, line: source.line(replacing: call.range, with: "\"\(name)\""))
    }
    let others = seesAllDefinitions ? allDefinitions : [:]
    let near = name.nearest(among: (definitions.keys.sorted() + others.keys.sorted()) + scope.definitionNames)
    return near.map { .unknownDefinition(name, near: $0) } ?? host.unknownCallable(call, in: source)
  }

  /// - Returns: the argument as far as it is known without running anything;
  ///   a block is looked at later, when all the other arguments are known.
  private mutating func visit(_ argument: ArgumentSyntax) async -> Argument {
    switch argument.kind {
    case .positional(let value): return Argument(.positional, await content(value), range: argument.range)
    case .parameter(let path, let isRaw, let value):
      for step in path.value { visit(step, at: path.range) }
      let content = await content(of: value, at: path.value)
      return Argument(
        .parameter(path.value.knownSteps, isRaw: isRaw), content, range: argument.range, nameRange: path.range,
        valueRange: value?.range ?? SourceRange(at: argument.range.end))
    case .option(let name, let value):
      var content = Argument.Content.flag
      if let value { content = await self.content(value) }
      return Argument(
        .option(name.value), content, range: argument.range, nameRange: name.range,
        valueRange: value?.range ?? SourceRange(at: argument.range.end))
    case .block(let block):
      return Argument(.positional, .block(.unrunnable(block.range, .anything)), range: argument.range)
    }
  }

  private mutating func content(_ expression: Expression) async -> Argument.Content {
    if case .word(let word) = expression.kind { return .word(word) }
    let shape = await visit(expression)
    return shape.value.map(Argument.Content.value) ?? .unknown(shape)
  }

  /// A value whose path is not known in full is not known either.
  private mutating func content(of value: Expression?, at path: [Step]) async -> Argument.Content {
    guard let value else { return .word("") }
    let content = await content(value)
    return path.allSatisfy { $0.known != nil } ? content : .unknown(.anything)
  }
}

extension CallSyntax {
  /// The words among its arguments: in front of a block that nobody knows
  /// any of them may be a name in it.
  fileprivate var words: [String: Shape] {
    let words = arguments.compactMap { argument -> String? in
      guard case .positional(let value) = argument.kind, case .word(let word) = value.kind else { return nil }
      return word
    }
    return Dictionary(words.map { ($0, .anything) }) { first, _ in first }
  }
}

extension Shape {
  fileprivate var input: Invocation.Input { value.map(Invocation.Input.value) ?? .unknown(self) }
}

extension ArgumentSyntax {
  /// The name that its value is, with where it stands.
  fileprivate var variable: (name: String, range: SourceRange)? {
    let value: Expression? =
      switch kind {
      case .positional(let value): value
      case .parameter(_, _, let value), .option(_, let value): value
      case .block: nil
      }
    guard let value, case .variable(let name, _) = value.kind else { return nil }
    return (name, value.range)
  }
}

extension [Step] {
  /// The path up to the first step that is not known yet.
  fileprivate var knownSteps: [Argument.PathStep] {
    prefix { $0.known != nil }.compactMap(\.known)
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
  fileprivate static func unrunnable(_ range: SourceRange, _ shape: Shape) -> BlockValue {
    BlockValue(range: range, shape: shape) { _, _, _ in throw CancellationError() }
  }
}
