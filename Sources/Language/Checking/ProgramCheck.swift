import Diagnostics
import JSON

/// One check: the way through a program, with what is known at each point.
///
/// Its steps are asynchronous not only because commands' checks are: such
/// frames live on the heap, so no nesting is too deep for the stack.
struct ProgramCheck {
  /// What surrounds the point the check has come to.
  struct Surroundings {
    var isInLoop = false
    var isInDefinition = false
    var hasInput = false
  }

  let host: any Host
  let source: SourceText
  let scope: Scope
  var diagnostics: [Diagnostic] = []
  var names: KnownNames
  /// The `def`s that stand before this point.
  var definitions: [String: Definition] = [:]
  /// All `def`s of the program: when one runs, those behind it may be there.
  var allDefinitions: [String: Definition] = [:]
  var surroundings = Surroundings()

  init(host: any Host, source: SourceText, scope: Scope) {
    self.host = host
    self.source = source
    self.scope = scope
    names = KnownNames(scope.names)
  }

  mutating func visit(_ program: Program) async {
    for case .define(let definition) in program.statements.map(\.kind) {
      allDefinitions[definition.name.value] = definition
    }
    for parameter in program.parameters { await visit(parameter) }
    for statement in program.statements { await visit(statement) }
    warnOfUnused(program)
  }

  mutating func report(_ diagnostic: Diagnostic?, at range: SourceRange) {
    guard let diagnostic else { return }
    diagnostics.append(diagnostic.located(in: source, at: range))
  }

  mutating func bind(_ name: Located<String>) {
    if name.value == "in" { report(.reservedName, at: name.range) }
    names.bind(name.value)
  }

  private mutating func visit(_ parameter: ParameterDeclaration) async {
    if let value = parameter.defaultValue {
      await visitItem(value)
      let literal = value.literalValue(allowsText: true)
      if let type = parameter.valueType, let literal, !type.accepts(literal) {
        report(.wrongType(of: parameter, type), at: value.range)
      }
    }
    if names.bound.contains(parameter.name.value), scope[parameter.name.value] == nil {
      report(.parameterTwice(parameter.name.value), at: parameter.name.range)
    }
    bind(parameter.name)
  }

  private mutating func warnOfUnused(_ program: Program) {
    let defaults = program.parameters.compactMap(\.defaultValue).map(SyntaxNode.expression)
    let roots = program.statements.map(SyntaxNode.statement) + defaults
    for parameter in program.parameters where !SyntaxNode.mentions(parameter.name.value, in: roots) {
      report(.unusedParameter(parameter.name.value), at: parameter.name.range)
    }
  }
}

extension Diagnostic {
  fileprivate static func parameterTwice(_ name: String) -> Diagnostic {
    Diagnostic(code: "duplicate-parameter", "the script has a parameter '\(name)' already")
  }

  fileprivate static func unusedParameter(_ name: String) -> Diagnostic {
    Diagnostic(.warning, code: "unused-parameter", "nothing uses the parameter '\(name)'")
  }
}
