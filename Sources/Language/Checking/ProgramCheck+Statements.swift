import Diagnostics
import JSON

extension ProgramCheck {
  /// - Returns: what the last statement gives.
  @discardableResult
  mutating func visit(_ statements: [Statement]) async -> Shape {
    var last = Shape.null
    var isLeft = false
    for statement in statements {
      if isLeft { report(.unreachable, at: statement.range) }
      look(from: statement.range.start)
      last = await visit(statement)
      if case .never = last { isLeft = true } else { isLeft = false }
    }
    return last
  }

  mutating func visit(_ block: Block) async -> Shape {
    look(from: block.range.start)
    let shape = await visit(block.statements)
    if !source[block.range].hasSuffix("}") { stopLooking() }
    return shape
  }

  private mutating func visit(_ statement: Statement) async -> Shape {
    switch statement.kind {
    case .bind(let name, let pipeline): bind(name, await visit(pipeline, boundTo: name.value))
    case .expect(let expression): await visitCondition(expression)
    case .return(let pipeline): return await visitReturn(pipeline, at: statement.range)
    case .break: return visitJump("break", at: statement.range)
    case .continue: return visitJump("continue", at: statement.range)
    case .define(let definition): await visit(definition)
    case .pipeline(let pipeline): return await visit(pipeline)
    }
    return .null
  }

  private mutating func visit(_ pipeline: Pipeline, boundTo name: String) async -> Shape {
    guard case .call = pipeline.head, pipeline.calls.isEmpty else { return await visit(pipeline) }
    surroundings.boundName = name
    let shape = await visit(pipeline)
    surroundings.boundName = nil
    return shape
  }

  private mutating func visitReturn(_ pipeline: Pipeline?, at range: SourceRange) async -> Shape {
    if !surroundings.isInDefinition { report(.misplaced("return"), at: range) }
    if let pipeline { _ = await visit(pipeline) }
    return .never
  }

  private mutating func visitJump(_ word: String, at range: SourceRange) -> Shape {
    if !surroundings.isInLoop { report(.misplaced(word), at: range) }
    return .never
  }

  /// When the body runs is not known, so nor is what the names around it
  /// have for values then.
  private mutating func visit(_ definition: Definition) async {
    let name = definition.name
    if host.callable(named: name.value) != nil { report(.hidden(name.value), at: name.range) }
    if let earlier = definitions[name.value] { report(.definedTwice(earlier), at: name.range) }
    definitions[name.value] = definition
    let before = (names.mark, definitions, surroundings, seesAllDefinitions)
    seesAllDefinitions = true
    surroundings = Surroundings(isInDefinition: true, input: .anything)
    names.widenAll()
    for formal in definition.formals {
      if let value = formal.defaultValue { await visitItem(value) }
      bind(formal.name, .anything)
    }
    _ = await visit(definition.body)
    names.goBack(to: before.0)
    (definitions, surroundings, seesAllDefinitions) = (before.1, before.2, before.3)
  }

  /// A block that a command runs. What it binds stays in it.
  mutating func visitArgument(_ block: Block, _ context: BlockContext) async -> Shape {
    let before = (names.mark, definitions, surroundings)
    surroundings = Surroundings(input: context.input ?? surroundings.input)
    for (name, shape) in context.bindings.sorted(by: { $0.key < $1.key }) { names.bind(name, shape, at: nil) }
    let shape = await visit(block)
    names.goBack(to: before.0)
    (definitions, surroundings) = (before.1, before.2)
    return shape
  }
}

extension Diagnostic {
  fileprivate static func hidden(_ name: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "hidden-command", "this `def` hides the command '\(name)'", help: "another name keeps both")
  }

  fileprivate static func definedTwice(_ earlier: Definition) -> Diagnostic {
    Diagnostic(
      .warning, code: "defined-twice", "'\(earlier.name.value)' is defined a second time",
      notes: [Note("the first time", at: earlier.name.range)])
  }

  fileprivate static let unreachable = Diagnostic(
    .warning, code: "unreachable", "this is never run", help: "the line before it leaves")
}
