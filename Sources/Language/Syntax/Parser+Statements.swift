import Diagnostics

extension Parser {
  // statements = [ statement ] { END [ statement ] }        END: a newline that counts, or ";"
  mutating func parseStatements(inBlock: Bool) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipToStatement()
      if isAtEnd { expectCall() }
      if isAtEnd || inBlock && current == "}" { return statements }
      let start = offset
      if let statement = parseStatement(isFirst: statements.isEmpty && !inBlock) { statements.append(statement) }
      finishStatement()
      if offset == start { offset += 1 }
    }
  }

  // statement = "let" NAME "=" pipeline [ "&" ]  |  "expect" expression  |  "return" [ pipeline ]  |  "break"
  //           | "continue"  |  "def" WORD [ "(" [ formal { "," formal } ] ")" ] block  |  pipeline [ "&" ]
  private mutating func parseStatement(isFirst: Bool) -> Statement? {
    let start = offset
    let wordEnd = start + (keyword(at: start)?.rawValue.utf8.count ?? 0)
    guard let kind = parseStatementKind(isFirst: isFirst) else { return nil }
    return Statement(kind: kind, range: SourceRange(start, kind.end ?? wordEnd))
  }

  private mutating func parseStatementKind(isFirst: Bool) -> Statement.Kind? {
    let keyword = keyword(at: offset)
    switch keyword {
    case .let: return parseBinding()
    case .expect: return parseExpectation()
    case .return: return parseReturn()
    case .break where take(.break): return .break
    case .continue where take(.continue): return .continue
    case .def: return .define(parseDefinition())
    case .param:
      parseParameter(isFirst: isFirst)
      return nil
    case .else, .catch:
      skipStrayClause()
      return nil
    default:
      return parseAssignment() ?? .pipeline(parsePipeline(allowsBackground: true))
    }
  }

  // "expect" expression
  private mutating func parseExpectation() -> Statement.Kind {
    _ = take(.expect)
    skipBlanks()
    return .expect(parseExpression())
  }

  // "return" [ pipeline ]
  private mutating func parseReturn() -> Statement.Kind {
    _ = take(.return)
    skipBlanks()
    return .return(isAtStatementEnd ? nil : parsePipeline(allowsBackground: false))
  }

  /// The end of a statement, or of the block around it.
  var isAtStatementEnd: Bool {
    isAtEnd || current == "\n" || current == ";" || current == "}" && closers.last == UInt8(ascii: "}")
  }

  // END, or the end of the block or text
  @inline(never)
  private mutating func finishStatement() {
    skipBlanks()
    defer { hasEndedStatement = false }
    guard !hasEndedStatement, !isAtStatementEnd, !takeConjunction() else { return }
    let start = offset
    if isBoundary(at: offset) { offset += 1 } else { scanRun() }
    let culprit = range(from: start)
    report(.unexpected(text(culprit), afterStatement: true), at: culprit)
    skipStatement()
  }

  /// `A && B`, which in other shells stands between statements.
  private mutating func takeConjunction() -> Bool {
    let start = offset
    guard current == "&", byte(start + 1) == "&", isBoundary(at: start + 2) else { return false }
    offset += 2
    report(.conjunction, at: range(from: start), edits: [Edit(SourceRange(startOfBlanks(before: start), offset), ";")])
    return true
  }

  /// `else` or `catch` without its `if` or `try`.
  @inline(never)
  private mutating func skipStrayClause() {
    let start = offset
    let word = scanWord()
    report(.strayClause(text(word)), at: word)
    skipStatement()
    mark(range(from: start), .error)
  }
}

extension Statement.Kind {
  /// Where it ends; nil if it is a single word.
  fileprivate var end: Int? {
    switch self {
    case .bind(_, let pipeline), .return(.some(let pipeline)), .pipeline(let pipeline): pipeline.range.end
    case .expect(let expression): expression.range.end
    case .define(let definition): definition.body.range.end
    case .return(nil), .break, .continue: nil
    }
  }
}

extension Diagnostic {
  static func unexpected(_ text: String, afterStatement: Bool = false) -> Diagnostic {
    let help = afterStatement ? "a statement ends before it: divide them by a new line or ;" : nil
    return Diagnostic(code: "unexpected", "unexpected '\(text.shortened)'", help: help)
  }

  fileprivate static var conjunction: Diagnostic {
    Diagnostic(
      code: "shell-operator", "unknown operator '&&'",
      help: "a new line or ; divides statements, and a failed one stops the line")
  }

  fileprivate static func strayClause(_ word: String) -> Diagnostic {
    let opener = word == "else" ? "if" : "try"
    return Diagnostic(
      code: "stray-clause", "'\(word)' must follow the block of '\(opener)'",
      help: "it stands on the line of the } before it")
  }
}

extension String {
  /// So much of it as fits into a message.
  var shortened: String { count > 60 ? prefix(59) + "…" : self }
}
