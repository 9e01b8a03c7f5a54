import Diagnostics
import JSON

/// Unquoted words, numbers and integer ranges.
extension Parser {
  // WORD  |  RANGE
  @inline(never)
  mutating func parseWord(_ place: ValuePlace) -> Expression {
    let start = offset
    if let range = parseIntegerRange() { return range }
    if place == .operand, let number = takeNumberBeforeOperator() { return number }
    let word = scanWord()
    if isAtEnd { if place == .operand { expectOperand(word) } else { expectWord(word) } }
    let content = text(word)
    let isLiteral = markLiteral(content, word)
    if holdsVariable(word) || holdsHiddenBlank(word) {
      reportTouching(from: start)
      return literal(range(from: start))
    }
    if place == .operand, !isLiteral { reportBareWord(word) }
    return Expression(.word(content), word)
  }

  /// The `1` of `1+2`, so that the operator is found behind it.
  private mutating func takeNumberBeforeOperator() -> Expression? {
    let start = offset
    guard let end = endOfNumberBeforeOperator(at: start) else { return nil }
    offset = end
    mark(range(from: start), .number)
    return Expression(.word(text(from: start)), range(from: start))
  }

  /// Whether `1+2` or the like begins here.
  var startsArithmetic: Bool { current.isDigit && endOfNumberBeforeOperator(at: offset) != nil }

  private func endOfNumberBeforeOperator(at index: Int) -> Int? {
    guard var end = endOfInteger(at: index) else { return nil }
    if byte(end) == ".", let fraction = endOfInteger(at: end + 1) { end = fraction }
    guard let length = symbol(at: end)?.length else { return nil }
    let operand = byte(end + length)
    return operand.isDigit || operand == "$" ? end : nil
  }

  /// Whether a word is a number, `true`, `false` or `null`.
  private mutating func markLiteral(_ content: String, _ range: SourceRange) -> Bool {
    if Keyword(rawValue: content)?.isLiteral == true {
      mark(range, .keyword)
      return true
    }
    guard byte(range.start).isDigit || byte(range.start) == "-", JSONNumber(content) != nil else { return false }
    mark(range, .number)
    return true
  }

  /// `$name` or `${name}` inside a word.
  func holdsVariable(_ word: SourceRange) -> Bool {
    bytes[word.start..<word.end].indices.contains { index in
      bytes[index] == "$" && (byte(index + 1).isNameStart || byte(index + 1) == "{" || byte(index + 1) == "(")
    }
  }

  /// No-break spaces, which look like what divides words or like nothing.
  func holdsHiddenBlank(_ word: SourceRange) -> Bool {
    bytes[word.start..<word.end].indices.contains { index in
      bytes[index] == 0xC2 && byte(index + 1) == 0xA0
        || bytes[index] == 0xEF && byte(index + 1) == 0xBB && byte(index + 2) == 0xBF
    }
  }

  // RANGE, whose first bound is an INT
  private mutating func parseIntegerRange() -> Expression? {
    let start = offset
    guard let end = endOfInteger(at: start), byte(end) == ".", byte(end + 1) == "." else { return nil }
    guard let lower = Int(text(SourceRange(start, end))) else { return nil }
    offset = end + 2
    guard let upper = parseBound(), isBoundary(at: offset) || byte(end + 2) == "$" else {
      offset = start
      return nil
    }
    mark(range(from: start), .number)
    return Expression(.range(.number(lower), upper), range(from: start))
  }

  /// INT: digits, with a `-` before them.
  /// - Returns: the offset behind it; nil if none stands at the offset.
  func endOfInteger(at index: Int) -> Int? {
    var end = byte(index) == "-" ? index + 1 : index
    let digits = end
    while byte(end).isDigit { end += 1 }
    return end > digits ? end : nil
  }

  /// - Returns: the offset behind the number or the range of integers that
  ///   stands at an offset; nil if the word is neither.
  func endOfNumberOrRange(at index: Int) -> Int? {
    let end = endOfWord(from: index)
    if let integer = endOfInteger(at: index), byte(integer) == ".", byte(integer + 1) == "." {
      if byte(integer + 2) == "$" || endOfInteger(at: integer + 2) == end { return end }
    }
    return JSONNumber(text(SourceRange(index, end))) == nil ? nil : end
  }

  /// `if $e.kind == timeout`, `for f in lines @a.txt`
  private mutating func reportBareWord(_ word: SourceRange) {
    let end = endOfBareCall(from: word)
    if current == "(", let close = endOfBrackets(at: offset) {
      let inner = text(SourceRange(offset + 1, close))
      let edits: [Edit] = [.insert("(", at: word.start), Edit(SourceRange(offset, offset + 1), " ")]
      report(.bareCall("\(text(word)) \(inner.dropLast())"), at: SourceRange(word.start, close), edits: edits)
      offset = close
    } else if end > word.end {
      let call = SourceRange(word.start, end)
      report(.bareCall(text(call)), at: call, edits: [.insert("(", at: word.start), .insert(")", at: end)])
      offset = end
    } else {
      report(.bareWord(text(word)), at: word, edits: isCompared(word) ? quotingEdits(word) : [])
    }
  }

  /// Whether an operator stands before the word: then it is a text.
  private func isCompared(_ word: SourceRange) -> Bool {
    let end = startOfBlanks(before: word.start)
    return byte(end - 1) == "=" && end < word.start
  }

  private func quotingEdits(_ word: SourceRange) -> [Edit] { [Edit(word, "\"\(text(word))\"")] }

  /// Where the arguments behind a bare word end: before a block, an
  /// operator or the end.
  private func endOfBareCall(from word: SourceRange) -> Int {
    var end = word.end
    while true {
      let next = endOfBlanks(from: end)
      guard next > end, !isBoundary(at: next), !endsBareCall(at: next) else { return end }
      end = endOfRun(from: next)
    }
  }

  private func endsBareCall(at index: Int) -> Bool {
    switch byte(index) {
    case "{", "&": return true
    case "#" where startsComment(at: index): return true
    default: break
    }
    if let keyword = keyword(at: index), !keyword.isLiteral { return true }
    return symbol(at: index) != nil || ["then", "do"].contains(text(SourceRange(index, endOfWord(from: index))))
  }
}

extension Diagnostic {
  fileprivate static func bareWord(_ word: String) -> Diagnostic {
    Diagnostic(
      code: "bare-word", "unexpected word '\(word.shortened)'",
      help: "a text has quotes: \"\(word.shortened)\", a command parentheses: (\(word.shortened))")
  }

  fileprivate static func bareCall(_ call: String) -> Diagnostic {
    Diagnostic(
      code: "bare-call", "unexpected command in an expression", help: "a command has parentheses: (\(call.shortened))")
  }
}
