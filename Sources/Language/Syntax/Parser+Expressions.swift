import Diagnostics

extension Parser {
  // expression = both { "or" both }       both = test { "and" test }       test = [ "not" ] compare
  // compare = given [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" ) given ]       given = sum { "??" sum }
  // sum = product { ( "+" | "-" ) product }       product = value { ( "*" | "/" ) value }
  mutating func parseExpression(_ weakest: Int = 1) -> Expression {
    let first = parseOperand()
    return parseOperations(behind: first, weakest)
  }

  /// The operators that bind at least as strongly as `weakest`, with their
  /// right sides.
  mutating func parseOperations(behind first: Expression, _ weakest: Int = 1) -> Expression {
    var chain = OperatorChain(first)
    while let operation = operatorAhead(), operation.value.strength >= weakest {
      checkGaps(around: operation.range, behind: chain.range.end)
      checkComparison(behind: chain, operation)
      mark(operation.range, .operator)
      offset = operation.range.end
      skipBlankLines()
      if takeRedirectedName(behind: operation) { return chain.expression }
      chain.append(operation, parseExpression(operation.value.strength + 1))
    }
    return chain.expression
  }

  // [ "not" ] value
  private mutating func parseOperand() -> Expression {
    let start = offset
    if current == "!", byte(offset + 1) != "=" {
      offset += 1
      report(.exclamation, at: range(from: start), edits: [Edit(range(from: start), "not ")])
    } else if !take(.not) {
      return parseValue(.operand)
    }
    skipBlankLines()
    let value = parseValue(.operand)
    let compared = parseOperations(behind: value, BinaryOperator.comparisonStrength)
    return Expression(.not(compared), SourceRange(start, compared.range.end))
  }

  /// The operator behind a value, with or without blanks around it.
  private mutating func operatorAhead() -> Located<BinaryOperator>? {
    skipBlanks()
    let start = offset
    guard let (operation, length) = symbol(at: start) ?? wordAhead() else { return nil }
    let range = SourceRange(start, start + length)
    return Located(operation, range)
  }

  /// Reports an operator without blanks around it; of several that touch one
  /// another, all at once.
  private mutating func checkGaps(around operation: SourceRange, behind end: Int) {
    var edits: [Edit] = []
    if operation.start == end { edits.append(.insert(" ", at: end)) }
    if !isGap(at: operation.end) { edits.append(.insert(" ", at: operation.end)) }
    guard !edits.isEmpty else { return }
    if let last = problems.last, last.diagnostic.code == Diagnostic.gluedOperatorCode, last.range.end >= operation.end {
      problems[problems.count - 1].edits += edits
    } else {
      report(.gluedOperator(text(operation)), at: gluedRange(around: operation), edits: edits)
    }
  }

  /// The operator with all that touches it.
  private func gluedRange(around operation: SourceRange) -> SourceRange {
    var start = operation.start
    while start > 0, !isBoundary(at: start - 1), byte(start - 1) != "(", byte(start - 1) != "{" { start -= 1 }
    return SourceRange(start, endOfRun(from: operation.end))
  }

  private func isGap(at index: Int) -> Bool { index >= bytes.count || byte(index).isBlank || byte(index) == "\n" }

  /// The operator of signs that stands at an offset.
  func symbol(at index: Int) -> (BinaryOperator, length: Int)? {
    let doubled = byte(index + 1) == "="
    switch byte(index) {
    case "=": return doubled ? (.equal, 2) : nil
    case "!": return doubled ? (.notEqual, 2) : nil
    case "<": return doubled ? (.lessOrEqual, 2) : (.less, 1)
    case ">": return doubled ? (.greaterOrEqual, 2) : (.greater, 1)
    case "?": return byte(index + 1) == "?" ? (.coalesce, 2) : nil
    case "+": return (.plus, 1)
    case "-": return byte(index + 1).isLetter || byte(index + 1) == "-" ? nil : (.minus, 1)
    case "*": return (.times, 1)
    case "/": return (.divide, 1)
    default: return nil
    }
  }

  private mutating func wordAhead() -> (BinaryOperator, length: Int)? {
    switch keyword(at: offset) {
    case .and: return (.and, 3)
    case .or: return (.or, 2)
    case .in: return (.contained, 2)
    default: return ampersandsAhead()
    }
  }

  /// `&&` before what is a condition rather than a command.
  private mutating func ampersandsAhead() -> (BinaryOperator, length: Int)? {
    guard current == "&", byte(offset + 1) == "&" else { return nil }
    let operand = endOfBlanks(from: offset + 2)
    guard startsValue(at: operand) || keyword(at: operand)?.opensExpression == true else { return nil }
    let sign = SourceRange(offset, offset + 2)
    report(.ampersands, at: sign, edits: [Edit(sign, "and")])
    return (.and, 2)
  }

  /// `1 < $n < 5`
  private mutating func checkComparison(behind chain: OperatorChain, _ operation: Located<BinaryOperator>) {
    guard operation.value.isComparison, chain.operation?.isComparison == true else { return }
    report(.chainedComparison, at: operation.range)
  }

  /// `$hero > hero.png`
  private mutating func takeRedirectedName(behind operation: Located<BinaryOperator>) -> Bool {
    guard operation.value == .greater else { return false }
    let path = SourceRange(offset, endOfWord(from: offset))
    guard text(path).looksLikeFile else { return false }
    offset = path.end
    let whole = SourceRange(operation.range.start, path.end)
    report(.redirection(text(path)), at: whole, edits: [Edit(whole, "| save \(text(path))")])
    return true
  }
}

extension Diagnostic {
  fileprivate static var exclamation: Diagnostic {
    Diagnostic(code: "shell-operator", "unknown operator '!'", help: "not")
  }

  fileprivate static var ampersands: Diagnostic {
    Diagnostic(code: "shell-operator", "unknown operator '&&'", help: "and")
  }

  static let gluedOperatorCode = "glued-operator"

  fileprivate static func gluedOperator(_ operation: String) -> Diagnostic {
    Diagnostic(
      code: gluedOperatorCode, "blanks are missing around '\(operation)'",
      help: "blanks around operators: $a \(operation) $b")
  }

  fileprivate static var chainedComparison: Diagnostic {
    Diagnostic(
      code: "chained-comparison", "comparisons cannot follow one another: each gives true or false",
      help: "$a < $b and $b < $c")
  }
}
