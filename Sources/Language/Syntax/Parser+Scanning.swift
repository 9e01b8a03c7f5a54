import Diagnostics

/// The lowest level: bytes, blanks, newlines and names.
extension Parser {
  /// The next byte; 0 at the end of the text.
  var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }
  var isAtEnd: Bool { offset >= bytes.count }

  /// The byte at an index; 0 outside the text.
  func byte(_ index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0 }

  func text(_ range: SourceRange) -> String {
    let end = min(range.end, bytes.count)
    return String(decoding: bytes[min(range.start, end)..<end], as: UTF8.self)
  }

  func text(from start: Int) -> String { text(SourceRange(start, offset)) }
  func range(from start: Int) -> SourceRange { SourceRange(start, offset) }

  /// Moves behind `scalar` if it stands here.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar, !isAtEnd else { return false }
    offset += 1
    return true
  }

  /// Passes blanks, comments and joined lines; newlines too where they do
  /// not count.
  @inline(never)
  mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case " ", "\t", "\r":
        offset += 1
      case "\n":
        guard layout.newlineIsBlank, !startsStatement(at: offset + 1) else { return }
        offset += 1
      case "#":
        guard startsComment(at: offset) else { return }
        scanComment()
      case "\\":
        guard let end = endOfJoint(at: offset) else { return }
        skipJoint(to: end)
      default:
        return
      }
    }
  }

  /// Passes blanks, comments and newlines, where a statement cannot end; not
  /// those of a text that ends on its line.
  mutating func skipBlankLines() {
    skipBlanks()
    while current == "\n", !layout.isOnOneLine {
      offset += 1
      skipBlanks()
    }
  }

  /// Passes everything that may stand between statements.
  mutating func skipToStatement() {
    while true {
      skipBlanks()
      switch current {
      case "\n" where layout.isOnOneLine: return
      case "\n", ";": offset += 1
      case "#": scanComment()
      default: return
      }
    }
  }

  /// - Returns: the offset behind a `\` that joins its line with the next,
  ///   and its newline; nil if none stands here.
  func endOfJoint(at index: Int) -> Int? {
    var end = index + 1
    while byte(end).isBlank { end += 1 }
    guard byte(index) == "\\", end >= bytes.count || bytes[end] == "\n" else { return nil }
    return min(end + 1, bytes.count)
  }

  @inline(never)
  private mutating func skipJoint(to end: Int) {
    let start = offset
    offset = end
    if isAtEnd, byte(end - 1) != "\n" { report(.openJoint, at: SourceRange(start, start + 1), isIncomplete: true) }
  }

  /// A line that begins with a statement cannot belong to an open bracket,
  /// so that bracket lacks its partner: what follows need not suffer for it.
  /// The word alone may be an argument or an item.
  private func startsStatement(at index: Int) -> Bool {
    let start = endOfBlanks(from: index)
    guard let keyword = keyword(at: start), keyword.opensLine else { return false }
    let end = start + keyword.rawValue.utf8.count
    let next = endOfBlanks(from: end)
    return next > end && !isBoundary(at: next) && byte(next) != "#"
  }

  /// The word of the language that stands at an offset.
  func keyword(at index: Int) -> Keyword? {
    var end = index
    while end < bytes.count, end - index < 9, bytes[end].isLetter { end += 1 }
    guard end > index, isEndOfWord(at: end) else { return nil }
    return Keyword(rawValue: text(SourceRange(index, end)))
  }

  /// Moves behind a word of the language if it stands here.
  mutating func take(_ expected: Keyword) -> Bool {
    guard keyword(at: offset) == expected else { return false }
    mark(SourceRange(offset, offset + expected.rawValue.utf8.count), .keyword)
    offset += expected.rawValue.utf8.count
    return true
  }

  func isEndOfWord(at index: Int) -> Bool {
    guard index < bytes.count else { return true }
    return !bytes[index].isWordPart || bytes[index] == "," && layout.commaEndsWord
      || bytes[index] == "\\" && isJoint(at: index)
  }

  /// A `\` that touches a word joins lines only if nothing stands behind it.
  private func isJoint(at index: Int) -> Bool {
    index + 1 >= bytes.count || bytes[index + 1] == "\n" || bytes[index + 1] == "\r" && byte(index + 2) == "\n"
  }

  /// Moves to the end of the word.
  mutating func scanWord() -> SourceRange {
    let start = offset
    offset = endOfWord(from: start)
    return range(from: start)
  }

  /// NAME: letters, digits and `_`, with `dashed` also `-`.
  /// - Returns: nil if no name begins here.
  mutating func scanName(dashed: Bool = false) -> Located<String>? {
    guard current.isNameStart else { return nil }
    let start = offset
    while dashed ? current.isDashedNamePart : current.isNamePart { offset += 1 }
    return Located(text(from: start), range(from: start))
  }

  /// Where the line of an offset ends, its newline not included.
  func endOfLine(from index: Int) -> Int {
    var end = index
    while end < bytes.count, bytes[end] != "\n" { end += 1 }
    return end
  }
}

extension Diagnostic {
  fileprivate static var openJoint: Diagnostic {
    Diagnostic(code: "open-line", "the line ends in \\, but nothing follows", help: "the rest goes on the next line")
  }
}
