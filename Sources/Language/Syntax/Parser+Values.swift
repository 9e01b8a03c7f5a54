import Diagnostics
import JSON

/// Where a value stands, which decides what an unquoted word may be.
enum ValuePlace {
  /// Of a call: any word.
  case argument
  /// Of a list or record, or the default of a parameter: any word.
  case element
  /// Of an operator: a number, `true`, `false` or `null`.
  case operand
}

extension Parser {
  // value = WORD | STRING | RANGE | VAR steps | JOB steps | FILE | "(" pipeline ")" steps | list | record
  mutating func parseValue(_ place: ValuePlace) -> Expression {
    let start = offset
    let value = parseUncheckedValue(place)
    return checkTouching(value, from: start, place)
  }

  private mutating func parseUncheckedValue(_ place: ValuePlace) -> Expression {
    switch current {
    case "\"", "'":
      let string = parseString()
      return Expression(.string(string), string.range)
    case "$": return parseVariable()
    case "%": return parseJob()
    case "@": return parseFile()
    case "(": return parseParentheses()
    case "[": return parseList()
    case "{" where place != .operand || startsRecord(at: offset) || isEmptyRecord(at: offset): return parseRecord()
    case 0x80... where startsTypographicText: return parseTypographicText()
    default: return current.isWordPart && !isEndOfWord(at: offset) ? parseWord(place) : missingValue(place)
    }
  }

  @inline(never)
  private mutating func missingValue(_ place: ValuePlace) -> Expression {
    if isAtEnd { if place == .operand { expectOperand() } else { expectValueAtEnd() } }
    report(.missingValue, at: missingRange, isIncomplete: isAtEnd)
    return Expression(.word(""), SourceRange(at: offset))
  }

  // VAR = "$" NAME
  private mutating func parseVariable() -> Expression {
    let start = offset
    if byte(start + 1) == "(" { return parseDollarParentheses() }
    offset += 1
    if isAtEnd { expectVariable(from: offset) }
    guard let name = scanName() else { return missingVariable(from: start) }
    if isAtEnd { expectVariable(from: start + 1) }
    enterSteps(of: name.value)
    let steps = parseSteps()
    leaveSteps()
    mark(range(from: start), .variable)
    if let upper = parseUpperBound() {
      return Expression(.range(.variable(name.value, steps), upper), range(from: start))
    }
    return Expression(.variable(name.value, steps), range(from: start))
  }

  /// `$( … )` outside a text, where parentheses alone do.
  private mutating func parseDollarParentheses() -> Expression {
    let start = offset
    offset += 1
    let dollar = range(from: start)
    let value = parseParentheses()
    report(.dollarParentheses, at: SourceRange(start, value.range.end), edits: [.remove(dollar)])
    return Expression(value.kind, SourceRange(start, value.range.end))
  }

  /// `$5`, `${name}`, `$`
  @inline(never)
  private mutating func missingVariable(from start: Int) -> Expression {
    scanRun()
    let whole = range(from: start)
    let isBraced = byte(start + 1) == "{" && byte(whole.end - 1) == "}"
    let inner = SourceRange(start + 2, whole.end - 1)
    if isBraced, byte(inner.start).isNameStart {
      report(.bracedVariable(text(inner)), at: whole, edits: [Edit(whole, "$\(text(inner))")])
    } else {
      report(.badVariable(text(whole)), at: whole)
    }
    return literal(whole)
  }

  // ".." bound
  private mutating func parseUpperBound() -> RangeBound? {
    guard current == ".", byte(offset + 1) == "." else { return nil }
    let start = offset
    offset += 2
    if let bound = parseBound() { return bound }
    offset = start
    return nil
  }

  // bound: INT or VAR steps
  mutating func parseBound() -> RangeBound? {
    let start = offset
    if current == "$", byte(offset + 1).isNameStart {
      offset += 1
      guard let name = scanName() else { return nil }
      let bound = RangeBound.variable(name.value, parseSteps())
      mark(range(from: start), .variable)
      return bound
    }
    guard let end = endOfInteger(at: offset), let number = Int(text(SourceRange(start, end))) else { return nil }
    offset = end
    return .number(number)
  }

  // JOB = "%" [ INT ]
  @inline(never)
  private mutating func parseJob() -> Expression {
    let start = offset
    offset += 1
    let digits = offset
    while current.isDigit { offset += 1 }
    let number = text(from: digits)
    if isAtEnd { expectJob(from: start) }
    mark(range(from: start), .job)
    if !number.isEmpty, Int(number) == nil { report(.numberTooLarge(number), at: range(from: start)) }
    enterSteps(of: "%" + number)
    let steps = parseSteps()
    leaveSteps()
    return Expression(.job(Int(number), steps), range(from: start))
  }

  // FILE = "@" ( WORD | STRING )
  @inline(never)
  private mutating func parseFile() -> Expression {
    let start = offset
    offset += 1
    if current == "\"" || current == "'" {
      setInFile(true)
      let path = parseString()
      setInFile(false)
      mark(range(from: start), .file)
      return Expression(.file(path), range(from: start))
    }
    let path = scanWord()
    if isAtEnd { expectFile(path) }
    mark(range(from: start), .file)
    if path.isEmpty, isBoundary(at: offset) { report(.missingPath, at: range(from: start)) }
    if holdsVariable(path) { reportTouching(from: start) }
    let literal = StringLiteral(quotes: .none, pieces: [.text(text(path))], range: path)
    return Expression(.file(literal), range(from: start))
  }

  // "(" pipeline ")" steps
  mutating func parseParentheses() -> Expression {
    let start = offset
    let pipeline = nested(UInt8(ascii: ")"), .parentheses) { parser in
      parser.offset += 1
      parser.skipBlanks()
      let pipeline = parser.parsePipeline(allowsBackground: false)
      parser.closeParentheses(start)
      return pipeline
    }
    let steps = pipeline == nil ? [] : parseSteps()
    return Expression(.parenthesized(pipeline ?? emptyPipeline, steps), range(from: start))
  }

  mutating func closeParentheses(_ opener: Int) {
    skipBlanks()
    if take(")") { return }
    if isAtEnd || current == "\n" { return reportUnclosed(opener) }
    let start = offset
    if isBoundary(at: offset) { offset += 1 } else { scanRun() }
    report(.unexpected(text(from: start)), at: range(from: start))
    skipStatement()
    if !take(")") { reportUnclosed(opener) }
  }

  /// Reports a bracket without a partner.
  mutating func reportUnclosed(_ opener: Int) {
    guard let closer = byte(opener).closer else { return }
    report(.unclosed(byte(opener), closer), at: SourceRange(opener, opener + 1), isIncomplete: isAtEnd)
  }

  /// What stands in the text as it is, in place of what it cannot be.
  func literal(_ range: SourceRange) -> Expression {
    Expression(.string(StringLiteral(quotes: .none, pieces: [.text(text(range))], range: range)), range)
  }
}

extension Diagnostic {
  static var missingValue: Diagnostic { Diagnostic(code: "missing-value", "a value is missing", help: "here") }

  static func numberTooLarge(_ number: String) -> Diagnostic {
    Diagnostic(
      code: "number-too-large", "the number must be at most \(Int.max), but is \(number.shortened)",
      help: "a smaller one")
  }

  fileprivate static var dollarParentheses: Diagnostic {
    Diagnostic(
      code: "dollar-parentheses", "$( … ) must stand in a text, but stands outside", help: "parentheses alone: ( … )")
  }

  fileprivate static func bracedVariable(_ name: String) -> Diagnostic {
    Diagnostic(code: "braced-variable", "${ … } must stand in a text, but stands outside", help: "$\(name.shortened)")
  }

  fileprivate static func badVariable(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "bad-variable", "a name must follow $, but there is '\(text.dropFirst().description.shortened)'",
      help: "letters, digits and _; as a text, in quotes: \"\(text.shortened)\"")
  }

  fileprivate static var missingPath: Diagnostic {
    Diagnostic(code: "missing-path", "a path is missing behind @", help: "@photo.jpg")
  }

  fileprivate static func unclosed(_ opener: UInt8, _ closer: UInt8) -> Diagnostic {
    let partner = String(UnicodeScalar(closer))
    return Diagnostic(
      code: "unclosed-bracket", "'\(String(UnicodeScalar(opener)))' has no '\(partner)'", help: "opened here")
  }
}
