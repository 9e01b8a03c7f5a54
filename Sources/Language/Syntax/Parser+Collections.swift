import Diagnostics

extension Parser {
  // list = "[" [ value { "," value } [ "," ] ] "]"
  mutating func parseList() -> Expression {
    let start = offset
    let elements = nested(UInt8(ascii: "]"), .elements) { $0.parseElements() }
    return Expression(.list(elements ?? []), range(from: start))
  }

  @inline(never)
  private mutating func parseElements() -> [Expression] {
    let opener = offset
    offset += 1
    var elements: [Expression] = []
    var missing = MissingCommas()
    while true {
      skipBlanks()
      if take("]") { break }
      if isAtEnd { expectElement(elements.count) }
      if isAtEndOfElements {
        reportUnclosed(opener)
        break
      }
      enterElement(String(elements.count))
      elements.append(parseElement())
      leaveElement()
      takeComma(before: "]", &missing)
    }
    report(missing)
    return elements
  }

  /// A value of a list, or an operation, which lacks its parentheses there.
  @inline(never)
  private mutating func parseElement() -> Expression {
    let start = offset
    let value = parseValue(.element)
    if offset == start { skipElement() }
    let next = endOfBlanks(from: offset)
    guard next > offset, let (operation, length) = symbol(at: next), byte(next + length).isBlank else { return value }
    let whole = parseOperations(behind: value)
    let edits: [Edit] = [.insert("(", at: whole.range.start), .insert(")", at: whole.range.end)]
    report(.operationInList(operation.rawValue), at: whole.range, edits: edits)
    return whole
  }

  /// Nothing can belong to the list or record any more.
  private var isAtEndOfElements: Bool {
    isAtEnd || current == "\n" || current == ";" || current == "|" || current.isClosing && current != closers.last
  }

  // record = "{" [ pair { "," pair } [ "," ] ] "}"
  mutating func parseRecord() -> Expression {
    let start = offset
    guard startsRecord(at: start) || isEmptyRecord(at: start) else { return parseBracesWithoutKeys() }
    let pairs = nested(UInt8(ascii: "}"), .elements) { $0.parsePairs() }
    return Expression(.record(pairs ?? []), range(from: start))
  }

  private mutating func parsePairs() -> [(key: Located<String>, value: Expression)] {
    let opener = offset
    offset += 1
    var pairs: [(key: Located<String>, value: Expression)] = []
    var missing = MissingCommas()
    while true {
      skipBlanks()
      if take("}") { break }
      expectKey(behind: pairs.map(\.key.value))
      if isAtEndOfElements {
        reportUnclosed(opener)
        break
      }
      if let pair = parsePair() { pairs.append(pair) }
      takeComma(before: "}", &missing)
    }
    report(missing)
    return pairs
  }

  // pair = ( NAME | STRING ) ":" value
  @inline(never)
  private mutating func parsePair() -> (key: Located<String>, value: Expression)? {
    let start = offset
    guard let key = parseKey(), takeColon() else {
      if offset == start { scanRun() }
      if offset == start { offset += 1 }
      report(.missingColon(text(from: start)), at: range(from: start), isIncomplete: isAtEnd)
      skipElement()
      return nil
    }
    skipBlanks()
    let valueStart = offset
    enterElement(key.value)
    let value = parseValue(.element)
    leaveElement()
    if offset == valueStart { skipElement() }
    return (key, value)
  }

  // NAME | STRING
  private mutating func parseKey() -> Located<String>? {
    if current == "\"" || current == "'" {
      let string = parseString()
      return string.literal.map { Located($0, string.range) }
    }
    let name = scanName(dashed: true)
    if let name { mark(name.range, .parameterName) }
    return name
  }

  private mutating func takeColon() -> Bool {
    skipBlanks()
    return take(":")
  }

  /// The first key of a record that has no colon yet.
  private mutating func expectFirstKey() {
    let start = offset
    offset += 1
    skipPlainBlanks()
    expectKey(behind: [])
    offset = start
  }

  /// `{1, 2}` where a value stands.
  private mutating func parseBracesWithoutKeys() -> Expression {
    let start = offset
    guard let end = endOfBrackets(at: start) else {
      expectFirstKey()
      scanRun()
      report(.recordWithoutKeys(text(from: start), nil), at: range(from: start), isIncomplete: isAtEnd)
      return literal(range(from: start))
    }
    offset = end
    let inner = text(SourceRange(start + 1, end - 1))
    let isPlain = !inner.utf8.contains { $0 == ":" || $0 == "{" || $0 == "|" }
    let list = isPlain ? "[" + inner.split(separator: ",").map { $0.trimmed }.joined(separator: ", ") + "]" : nil
    let whole = range(from: start)
    report(.recordWithoutKeys(text(whole), list), at: whole, edits: list.map { [Edit(whole, $0)] } ?? [])
    return literal(whole)
  }

  /// `{` followed by a key and a colon opens a record, any other a block.
  func startsRecord(at index: Int) -> Bool {
    guard byte(index) == "{" else { return false }
    var end = endOfGap(from: index + 1)
    if byte(end) == "\"" || byte(end) == "'" {
      // However long: as each quote is the end of the search from the one
      // before, no text is looked through twice.
      guard let close = endOfText(at: end, longest: .max) else { return false }
      end = close
    } else {
      guard byte(end).isNameStart else { return false }
      while byte(end).isDashedNamePart { end += 1 }
    }
    while byte(end).isBlank { end += 1 }
    return byte(end) == ":" && byte(end + 1) != "="
  }

  /// `{}` where a value stands.
  func isEmptyRecord(at index: Int) -> Bool { byte(index) == "{" && byte(endOfGap(from: index + 1)) == "}" }

  private func endOfGap(from index: Int) -> Int {
    var end = index
    while byte(end).isBlank || byte(end) == "\n" || byte(end) == "#" && startsComment(at: end) {
      end = byte(end) == "#" ? endOfLine(from: end) : end + 1
    }
    return end
  }
}

/// The places of one list or record where commas are missing.
private struct MissingCommas {
  var culprits: [SourceRange] = []
  var edits: [Edit] = []
}

extension Parser {
  /// `","`, unless the bracket closes; what comes next must be behind one.
  fileprivate mutating func takeComma(before closer: Unicode.Scalar, _ missing: inout MissingCommas) {
    let end = offset
    skipBlanks()
    guard !take(","), current != closer, !isAtEndOfElements else { return }
    missing.culprits.append(SourceRange(offset, max(endOfRun(from: offset), offset + 1)))
    missing.edits.append(.insert(",", at: end))
  }

  /// One problem for all of them, so that one line puts them all right.
  fileprivate mutating func report(_ missing: MissingCommas) {
    guard let first = missing.culprits.first else { return }
    report(.missingComma, at: first, edits: missing.edits)
  }
}

extension Substring {
  var trimmed: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...last]
  }
}

extension Diagnostic {
  static var missingComma: Diagnostic {
    Diagnostic(code: "missing-comma", "a comma is missing", help: "before this")
  }

  fileprivate static func operationInList(_ operation: String) -> Diagnostic {
    Diagnostic(
      code: "operator-in-list", "unexpected operator '\(operation)' in a list",
      help: "in parentheses: [($a \(operation) 1), 2]")
  }

  fileprivate static func missingColon(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "missing-colon", "a record must hold 'key: value', but there is '\(text.shortened)'",
      help: "{width: 1024, height: 768}")
  }

  fileprivate static func recordWithoutKeys(_ text: String, _ list: String?) -> Diagnostic {
    let help = list.map { "a list: \($0.shortened)" } ?? "{width: 1024}"
    return Diagnostic(
      code: "record-without-keys", "a record must hold 'key: value', but is '\(text.shortened)'", help: help)
  }
}
