import Diagnostics
import JSON

extension ProgramCheck {
  mutating func visit(_ statement: Statement) async {
    switch statement.kind {
    case .bind(let name, let pipeline):
      await visit(pipeline)
      bind(name)
    case .expect(let expression): await visitCondition(expression)
    case .return(let pipeline):
      if !surroundings.isInDefinition { report(.misplaced("return"), at: statement.range) }
      if let pipeline { await visit(pipeline) }
    case .break: visitJump("break", at: statement.range)
    case .continue: visitJump("continue", at: statement.range)
    case .define(let definition): await visit(definition)
    case .pipeline(let pipeline): await visit(pipeline)
    }
  }

  mutating func visit(_ block: Block) async {
    for statement in block.statements { await visit(statement) }
  }

  private mutating func visitJump(_ word: String, at range: SourceRange) {
    if !surroundings.isInLoop { report(.misplaced(word), at: range) }
  }

  private mutating func visit(_ definition: Definition) async {
    let name = definition.name
    if host.callable(named: name.value) != nil { report(.hidden(name.value), at: name.range) }
    definitions[name.value] = definition
    let before = (names, definitions, surroundings)
    definitions.merge(allDefinitions) { own, _ in own }
    surroundings = Surroundings(isInDefinition: true, hasInput: true)
    for formal in definition.formals {
      if let value = formal.defaultValue { await visitItem(value) }
      bind(formal.name)
    }
    await visit(definition.body)
    (names, definitions, surroundings) = before
  }

  /// A block that a command runs. What it binds stays in it.
  /// - Parameter bindings: words of the call that may be the block's names:
  ///   `each style { … }`.
  mutating func visitArgument(_ block: Block, bindings: [String]) async {
    let before = (names, definitions, surroundings)
    surroundings = Surroundings(hasInput: true)
    for name in bindings { names.bind(name) }
    await visit(block)
    (names, definitions, surroundings) = before
  }
}

extension Diagnostic {
  fileprivate static func hidden(_ name: String) -> Diagnostic {
    Diagnostic(.warning, code: "hidden-command", "this `def` hides the command '\(name)'")
  }
}
