import Diagnostics

extension Parser {
  // form = "if" expression block { "else" "if" expression block } [ "else" block ]  |  "for" NAME "in" expression block
  //      | "try" block "catch" [ NAME ] block  |  "retry" value block
  mutating func parseForm() -> Form {
    let start = offset
    let kind: Form.Kind =
      switch keyword(at: offset) {
      case .if: parseIf()
      case .for: parseFor()
      case .try: parseTry()
      default: parseRetry()
      }
    return Form(kind: kind, range: range(from: start))
  }

  // "if" expression block { "else" "if" expression block } [ "else" block ]
  private mutating func parseIf() -> Form.Kind {
    var branches = [parseBranch()]
    while takeClause(.else) {
      skipBlanks()
      guard keyword(at: offset) == .if else { return .if(branches, otherwise: parseBlock(of: "else")) }
      branches.append(parseBranch())
    }
    return .if(branches, otherwise: nil)
  }

  // "if" expression block
  private mutating func parseBranch() -> Form.Branch {
    _ = take(.if)
    skipBlanks()
    let condition = parseExpression()
    return Form.Branch(condition: condition, block: parseBlock(of: "if"))
  }

  // "for" NAME "in" expression block
  private mutating func parseFor() -> Form.Kind {
    _ = take(.for)
    skipBlanks()
    let name = parseLoopName()
    skipBlanks()
    expectKeyword(.in)
    if !take(.in) {
      report(.missingIn(name.value), at: missingRange, isIncomplete: isAtEnd)
    }
    skipBlanks()
    let list = parseExpression()
    noteName(name.value, of: list.range, isItem: true)
    return .for(name: name, in: list, parseBlock(of: "for"))
  }

  private mutating func parseLoopName() -> Located<String> {
    let start = offset
    let hasDollar = take("$")
    guard let name = scanName() else {
      report(.missingName, at: missingRange, isIncomplete: isAtEnd)
      return Located("", range(from: start))
    }
    if hasDollar {
      let edit = Edit.remove(SourceRange(start, start + 1))
      report(.boundDollar(name.value), at: range(from: start), edits: [edit])
    }
    mark(name.range, .variable)
    return name
  }

  // "try" block "catch" [ NAME ] block
  private mutating func parseTry() -> Form.Kind {
    _ = take(.try)
    let body = parseBlock(of: "try")
    guard takeClause(.catch) else {
      report(.missingCatch, at: missingRange, isIncomplete: isAtEnd)
      let empty = Block(statements: [], range: SourceRange(at: offset))
      return .try(body, name: nil, catch: empty)
    }
    skipBlanks()
    let name = current == "{" || isAtStatementEnd ? nil : parseLoopName()
    if let name { noteName(name.value, of: nil) }
    return .try(body, name: name, catch: parseBlock(of: "catch"))
  }

  // "retry" value block
  private mutating func parseRetry() -> Form.Kind {
    _ = take(.retry)
    skipBlanks()
    if current == "{" {
      report(.missingCount, at: missingRange, edits: [.insert("3 ", at: offset)])
      return .retry(count: Expression(.word("1"), SourceRange(at: offset)), parseBlock(of: "retry"))
    }
    return .retry(count: parseValue(.operand), parseBlock(of: "retry"))
  }

  /// `else` or `catch`, on the line of the `}` before it. On a later line it
  /// is taken too, but reported.
  private mutating func takeClause(_ clause: Keyword) -> Bool {
    let end = offset
    while current.isBlank { offset += 1 }
    expectKeyword(clause)
    if take(clause) { return true }
    var ahead = offset
    while byte(ahead).isBlank || byte(ahead) == "\n" { ahead += 1 }
    guard byte(end - 1) == "}", keyword(at: ahead) == clause else {
      offset = end
      return false
    }
    offset = ahead
    if !layout.newlineIsBlank {
      report(.clauseOnNewLine(clause.rawValue), at: SourceRange(ahead, ahead + clause.rawValue.utf8.count))
    }
    return take(clause)
  }

  // block = "{" statements "}"
  mutating func parseBlock(of owner: String) -> Block {
    let behind = offset
    skipBlanks()
    if current != "{" { reportMissingBlock(of: owner, behind: behind) }
    let start = offset
    guard current == "{" else {
      if !isAtEnd, !isAtStatementEnd { skipStatement() }
      return Block(statements: [], range: SourceRange(at: start))
    }
    let statements = nested(UInt8(ascii: "}"), .block) { $0.parseBlockBody() }
    return Block(statements: statements ?? [], range: range(from: start))
  }

  private mutating func parseBlockBody() -> [Statement] {
    let opener = offset
    offset += 1
    let statements = parseStatements(inBlock: true)
    if !take("}") { reportUnclosed(opener) }
    return statements
  }

  /// Reports that there is no `{`, and moves to one that stands behind a
  /// `then` or on the next line.
  @inline(never)
  private mutating func reportMissingBlock(of owner: String, behind end: Int) {
    let start = offset
    if current == "\n", let brace = braceOnNextLine() {
      offset = brace
      return report(.blockOnNewLine, at: SourceRange(brace, brace + 1))
    }
    if isAtEnd || isAtStatementEnd {
      return report(.missingBlock(of: owner), at: SourceRange(at: end), isIncomplete: isAtEnd)
    }
    scanRun()
    if offset == start { offset += 1 }
    let culprit = range(from: start)
    let isThen = ["then", "do", ":"].contains(text(culprit))
    // What is read again must not be passed: a comment would be kept twice.
    if isThen { skipBlanks() }
    let hasBrace = isThen && current == "{"
    let edits = hasBrace ? [Edit.remove(SourceRange(start, offset))] : []
    report(.missingBlock(of: owner), at: culprit, edits: edits)
    if !isThen { offset = start }
  }

  private func braceOnNextLine() -> Int? {
    var index = offset
    while byte(index).isBlank || byte(index) == "\n" { index += 1 }
    return byte(index) == "{" && !startsRecord(at: index) ? index : nil
  }
}

extension Diagnostic {
  static func missingBlock(of owner: String) -> Diagnostic {
    let example =
      switch owner {
      case "if": "if $n == 3 { … }"
      case "for": "for x in $list { … }"
      case "def": "def name(a, b = 2) { … }"
      case "try": "try { … } catch e { … }"
      case "catch": "catch e { … }"
      case "retry": "retry 3 { … }"
      default: "\(owner) { … }"
      }
    return Diagnostic(code: "missing-block", "'{' is missing", help: example)
  }

  fileprivate static var blockOnNewLine: Diagnostic {
    Diagnostic(code: "block-on-new-line", "'{' must stand on the line before", help: "a new line ends a statement")
  }

  fileprivate static func clauseOnNewLine(_ word: String) -> Diagnostic {
    Diagnostic(
      code: "stray-clause", "'\(word)' must stand on the line of the } before it", help: "} \(word) …")
  }

  fileprivate static func missingIn(_ name: String) -> Diagnostic {
    Diagnostic(code: "missing-in", "'in' is missing", help: "for \(name.isEmpty ? "x" : name.shortened) in $list { … }")
  }

  fileprivate static var missingCatch: Diagnostic {
    Diagnostic(code: "missing-catch", "'catch' is missing", help: "try { … } catch e { … }")
  }

  fileprivate static var missingCount: Diagnostic {
    Diagnostic(code: "missing-count", "a number of times is missing", help: "retry 3 { … }")
  }
}
