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
    /// The name whose value the statement is, if it is one call.
    var boundName: String?
    /// What `$in` is; nil where nothing is piped in.
    var input: Shape?
  }

  let host: any Host
  let source: SourceText
  let scope: Scope
  var diagnostics: [Diagnostic] = []
  var names = KnownNames()
  /// The `def`s that stand before this point.
  var definitions: [String: Definition] = [:]
  /// All `def`s of the program: when one runs, those behind it may be there.
  var allDefinitions: [String: Definition] = [:]
  /// Words that calls have made before this point.
  var callables: [String: any Callable] = [:]
  /// There may be names and words that nobody knows of.
  var isOpen = false
  /// Whether this point is in a `def`.
  var seesAllDefinitions = false
  var surroundings = Surroundings()
  /// Whether a call stands before this point, so that `%` may be another
  /// one's, and files may be there that are not there yet.
  var hasCalled = false
  var mayHaveWritten = false
  /// Where to look around; nil if nobody wants to know, or it was seen.
  var viewpoint: Int?
  /// Whether the view is all that is wanted, so that nobody asks what is
  /// wrong, for which a host may have to ask others.
  var onlyLooks = false
  var view = ProgramView()

  init(host: any Host, source: SourceText, scope: Scope) {
    self.host = host
    self.source = source
    self.scope = scope
    for name in scope.names {
      names.bind(name, scope[name].map { Shape(of: $0, in: host) } ?? .anything, at: nil)
    }
  }

  mutating func visit(_ program: Program) async {
    for case .define(let definition) in program.statements.map(\.kind) {
      allDefinitions[definition.name.value] = definition
    }
    for parameter in program.parameters { await visit(parameter) }
    await visit(program.statements)
    warnOfUnused(program)
  }

  mutating func report(_ diagnostic: Diagnostic?, at range: SourceRange) {
    guard let diagnostic else { return }
    diagnostics.append(diagnostic.located(in: source, at: range))
  }

  mutating func bind(_ name: Located<String>, _ shape: Shape) {
    if name.value == "in" { report(.reservedName, at: name.range) }
    names.bind(name.value, shape, at: name.range)
  }

  private mutating func visit(_ parameter: ParameterDeclaration) async {
    if let value = parameter.defaultValue {
      await visitItem(value)
      let literal = value.literalValue(allowsText: true)
      if let type = parameter.valueType, let literal, !type.accepts(literal) {
        report(.wrongType(of: parameter, type), at: value.range)
      }
    }
    if let other = names[parameter.name.value]?.range {
      report(.parameterTwice(parameter.name.value, at: other), at: parameter.name.range)
    }
    bind(parameter.name, parameter.valueType?.shape ?? .anything)
  }

  private mutating func warnOfUnused(_ program: Program) {
    let defaults = program.parameters.compactMap(\.defaultValue).map(SyntaxNode.expression)
    let roots = program.statements.map(SyntaxNode.statement) + defaults
    for parameter in program.parameters where !SyntaxNode.mentions(parameter.name.value, in: roots) {
      report(.unusedParameter(parameter.name.value), at: parameter.name.range)
    }
  }
}

extension ParameterType {
  /// What is known of a parameter whose value the caller chooses.
  fileprivate var shape: Shape {
    switch self {
    case .text: .text
    case .int, .number: .number
    case .bool: .bool
    case .list: .list(of: .anything, count: nil)
    case .file, .record: .anything
    }
  }
}

extension Diagnostic {
  fileprivate static func parameterTwice(_ name: String, at other: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "duplicate-parameter", "the script has a parameter '\(name)' already",
      notes: [Note("it is declared here", at: other)])
  }

  fileprivate static func unusedParameter(_ name: String) -> Diagnostic {
    Diagnostic(.warning, code: "unused-parameter", "nothing uses the parameter '\(name)'")
  }
}
