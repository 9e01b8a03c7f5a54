import Diagnostics

extension Parser {
  // STRING = '"' { char | escape | "$" NAME | "${" NAME steps "}" | "$(" pipeline ")" } '"'  |  "'" { char } "'"
  //        | the triple forms
  mutating func parseString() -> StringLiteral {
    let start = offset
    let quote = current
    let isTriple = byte(start + 1) == quote && byte(start + 2) == quote
    offset += isTriple ? 3 : 1
    var text = TextReading(start: start, contentStart: offset, quote: quote, isTriple: isTriple)
    if let plain = scanPlainText(text) { return plain }
    while !isAtEnd {
      if takeClosingQuotes(&text) { return literal(text) }
      if !isTriple, current == "\n" { break }
      parseTextByte(&text)
    }
    reportOpenText(text)
    return literal(text)
  }

  /// The usual case at once: a text on one line without escapes and holes.
  private mutating func scanPlainText(_ text: TextReading) -> StringLiteral? {
    guard !text.isTriple else { return nil }
    let isRaw = text.quote == "'"
    var end = text.contentStart
    while end < bytes.count, bytes[end] != text.quote {
      if bytes[end] == "\n" || !isRaw && (bytes[end] == "\\" || bytes[end] == "$") { return nil }
      end += 1
    }
    guard end < bytes.count else { return nil }
    let content = SourceRange(text.contentStart, end)
    offset = end + 1
    let whole = range(from: text.start)
    mark(whole, .string)
    let pieces: [StringLiteral.Piece] = content.isEmpty ? [] : [.text(self.text(content))]
    return StringLiteral(quotes: isRaw ? .single : .double, pieces: pieces, range: whole)
  }

  private mutating func takeClosingQuotes(_ text: inout TextReading) -> Bool {
    guard current == text.quote else { return false }
    if !text.isTriple {
      offset += 1
      return true
    }
    // Of a run of more than three quotes the last three close.
    guard byte(offset + 1) == text.quote, byte(offset + 2) == text.quote, byte(offset + 3) != text.quote else {
      return false
    }
    offset += 3
    return true
  }

  private mutating func literal(_ text: TextReading) -> StringLiteral {
    mark(range(from: text.markedUntil), .string)
    var assembly = text.assembly
    let pieces = text.isTriple ? assembly.indentedPieces() : assembly.pieces()
    return StringLiteral(quotes: text.quotes, pieces: pieces, range: range(from: text.start))
  }

  // char | escape | "$" NAME | "${" NAME steps "}" | "$(" pipeline ")"
  private mutating func parseTextByte(_ text: inout TextReading) {
    switch current {
    case "\n":
      text.assembly.appendLineBreak()
      offset += 1
    case "\r" where byte(offset + 1) == "\n":
      offset += 1
    case "\\" where text.quote == "\"":
      parseEscape(&text)
    case "$" where text.quote == "\"":
      parseHole(&text)
    default:
      text.assembly.append(current)
      offset += 1
    }
  }

  // "$" NAME | "${" NAME steps "}" | "$(" pipeline ")"
  private mutating func parseHole(_ text: inout TextReading) {
    let start = offset
    if start + 1 == bytes.count { expectVariable(from: start + 1) }
    let hole: StringLiteral.Piece? =
      switch byte(start + 1) {
      case "{": parseBracedHole()
      case "(": parsePipelineHole(text)
      case let byte where byte.isNameStart: parseNameHole()
      default: nil
      }
    guard let hole else {
      if offset == start {
        text.assembly.append(current)
        offset += 1
      }
      return
    }
    text.assembly.append(hole)
    mark(SourceRange(text.markedUntil, start), .string)
    if case .pipeline = hole {
      mark(SourceRange(start, start + 2), .interpolation)
      mark(SourceRange(offset - 1, offset), .interpolation)
    } else {
      mark(range(from: start), .interpolation)
    }
    text.markedUntil = offset
  }

  // "$" NAME
  private mutating func parseNameHole() -> StringLiteral.Piece? {
    let start = offset
    offset += 1
    guard let name = scanName() else { return nil }
    if isAtEnd { expectVariable(from: start + 1) }
    return .variable(name.value, [], range(from: start))
  }

  // "${" NAME steps "}"
  private mutating func parseBracedHole() -> StringLiteral.Piece? {
    let start = offset
    offset += 2
    if isAtEnd { expectVariable(from: offset) }
    let name = scanName()
    if let name, isAtEnd { expectVariable(from: name.range.start) }
    enterSteps(of: name?.value ?? "")
    let steps = name == nil ? [] : parseSteps()
    leaveSteps()
    if let name, take("}") { return .variable(name.value, steps, range(from: start)) }
    while !isAtEnd, current != "}", current != "\"", current != "\n" { offset += 1 }
    _ = take("}")
    report(.badHole(text(from: start)), at: range(from: start), edits: [.insert("\\", at: start)])
    return nil
  }

  // "$(" pipeline ")"
  private mutating func parsePipelineHole(_ text: TextReading) -> StringLiteral.Piece {
    let start = offset
    offset += 1
    let opener = offset
    let outer = layout.isOnOneLine
    if !text.isTriple { layout.isOnOneLine = true }
    defer { layout.isOnOneLine = outer }
    let pipeline = nested(UInt8(ascii: ")"), .parentheses) { parser in
      parser.offset += 1
      parser.skipBlanks()
      let pipeline = parser.parsePipeline(allowsBackground: false)
      parser.closeParentheses(opener)
      return pipeline
    }
    return .pipeline(pipeline ?? emptyPipeline, range(from: start))
  }

  private mutating func reportOpenText(_ text: TextReading) {
    let quotes = String(repeating: String(UnicodeScalar(text.quote)), count: text.isTriple ? 3 : 1)
    if isAtEnd { expectText(SourceRange(text.contentStart, offset), quotes: quotes) }
    let opening = SourceRange(text.start, text.contentStart)
    let whole = text.isTriple ? opening : range(from: text.start)
    let typographic = text.isTriple ? nil : closingTypographicQuote(in: whole)
    let edits = typographic.map { [Edit($0, quotes)] } ?? []
    report(
      .openText(quotes, isTypographic: typographic != nil), at: whole, edits: edits,
      isIncomplete: isAtEnd && quotes.count == 3)
  }
}

/// A text while it is read.
struct TextReading {
  var start: Int
  var contentStart: Int
  var quote: UInt8
  var isTriple: Bool
  var assembly = TextAssembly()
  /// Up to where it has been coloured.
  var markedUntil: Int

  init(start: Int, contentStart: Int, quote: UInt8, isTriple: Bool) {
    self.start = start
    self.contentStart = contentStart
    self.quote = quote
    self.isTriple = isTriple
    markedUntil = start
  }

  var quotes: StringLiteral.Quotes {
    if quote == "'" { isTriple ? .tripleSingle : .single } else { isTriple ? .tripleDouble : .double }
  }
}

extension Diagnostic {
  fileprivate static func openText(_ quotes: String, isTypographic: Bool) -> Diagnostic {
    let other =
      isTypographic ? "the one at its end is typographic" : "a text ends on its line; over lines: three quotes"
    return Diagnostic(
      code: "open-text", "the text has no closing \(quotes)", help: quotes.count == 3 ? "opened here" : other)
  }

  fileprivate static func badHole(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "bad-hole", "${ … } must hold a name and steps, but is '\(text.shortened)'",
      help: "${name.field[0]}; for a dollar sign: \\$")
  }
}
