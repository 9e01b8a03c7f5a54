import Diagnostics
import JSON

extension ProgramCheck {
  mutating func visit(_ expression: Expression) async {
    switch expression.kind {
    case .word(let word):
      if JSON(word: word) == nil { report(.unquotedWord(word), at: expression.range) }
    case .string(let literal): await visit(literal)
    case .range(let first, let last): visitRange(first, last, at: expression.range)
    case .variable(let name, let steps):
      use(name, at: expression.range)
      visit(steps)
    case .job(_, let steps): visit(steps)
    case .file(let literal): await visitFile(literal, at: expression.range)
    case .parenthesized(let pipeline, let steps):
      await visit(pipeline)
      visit(steps)
    case .list(let elements):
      for element in elements { await visitItem(element) }
    case .record(let members):
      for member in members { await visitItem(member.value) }
    case .not(let operand): await visitCondition(operand)
    case .binary(let left, let name, let right): await visit(left, name.value, right, at: expression.range)
    }
  }

  /// What stands where a word is a text: in lists, records and arguments.
  mutating func visitItem(_ expression: Expression) async {
    if case .word = expression.kind { return }
    await visit(expression)
  }

  private mutating func visit(
    _ left: Expression, _ name: BinaryOperator, _ right: Expression, at range: SourceRange
  ) async {
    switch name {
    case .and, .or:
      await visitCondition(left)
      await visitCondition(right)
    default:
      await visit(left)
      await visit(right)
      foldOperation(left, name, right, at: range)
    }
  }

  /// What would fail with the values that stand there.
  private mutating func foldOperation(
    _ left: Expression, _ name: BinaryOperator, _ right: Expression, at range: SourceRange
  ) {
    guard name != .coalesce, let left = left.literalValue(), let right = right.literalValue() else { return }
    if name == .plus, left.array != nil, right.array != nil { return }
    if case .failure(let diagnostic) = Operation(name: name, left: left, right: right).result() {
      report(diagnostic, at: range)
    }
  }

  private mutating func visit(_ literal: StringLiteral) async {
    for piece in literal.pieces {
      switch piece {
      case .text: break
      case .variable(let name, let steps, let range):
        use(name, at: range, isInText: true)
        visit(steps)
      case .pipeline(let pipeline, _): await visit(pipeline)
      }
    }
  }

  private mutating func visitFile(_ literal: StringLiteral, at range: SourceRange) async {
    await visit(literal)
    if let path = literal.literal { report(host.checkFile(path), at: range) }
  }

  private mutating func visitRange(_ first: RangeBound, _ last: RangeBound, at range: SourceRange) {
    visit(first, at: range)
    visit(last, at: range)
    guard case .number(let first) = first, case .number(let last) = last else { return }
    if JSON.integers(from: first, through: last) == nil { report(.rangeTooLong, at: range) }
    if last < first { report(.emptyRange(first, last), at: range) }
  }

  private mutating func visit(_ bound: RangeBound, at range: SourceRange) {
    guard case .variable(let name, let steps) = bound else { return }
    use(name, at: range)
    visit(steps)
  }

  private mutating func visit(_ steps: [Located<Step>]) {
    for step in steps { visit(step.value, at: step.range) }
  }

  /// Steps nest in brackets only, which the parser bounds.
  mutating func visit(_ step: Step, at range: SourceRange) {
    switch step {
    case .field, .index, .all: break
    case .range(let first, let last):
      visit(first, at: range)
      visit(last, at: range)
    case .variable(let name, let steps):
      use(name, at: range)
      for step in steps { visit(step, at: range) }
    }
  }

  private mutating func use(_ name: String, at range: SourceRange, isInText: Bool = false) {
    if name == "in" {
      if !surroundings.hasInput { report(.missingInput, at: range) }
    } else if names.uncertain.contains(name) {
      report(.uncertainName(name), at: range)
    } else if !names.bound.contains(name) {
      report(.undefinedName(name, among: names.bound.sorted(), isInText: isInText), at: range)
    }
  }
}

extension Diagnostic {
  fileprivate static func uncertainName(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "undefined-name", "'\(name)' may have no value here", help: "not every branch of the `if` above binds it")
  }

  fileprivate static func emptyRange(_ first: Int, _ last: Int) -> Diagnostic {
    Diagnostic(.warning, code: "empty-range", "\(first)..\(last) is an empty list", help: "a range goes upward")
  }
}
