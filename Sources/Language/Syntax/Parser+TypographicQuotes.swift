import Diagnostics

/// Quotes that a word processor made: what they mean is clear, but nobody
/// sees where a text with both kinds would end.
extension Parser {
  /// The length of the typographic quote that stands at an offset; nil if
  /// none does.
  func lengthOfTypographicQuote(at index: Int) -> Int? {
    switch (byte(index), byte(index + 1), byte(index + 2)) {
    case (0xE2, 0x80, 0x98...0x9F), (0xE2, 0x80, 0xB9...0xBA): 3
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _): 2
    default: nil
    }
  }

  var startsTypographicText: Bool { lengthOfTypographicQuote(at: offset) != nil }

  /// `“a fox”`
  mutating func parseTypographicText() -> Expression {
    let start = offset
    let contentStart = start + (lengthOfTypographicQuote(at: start) ?? 1)
    let content = SourceRange(contentStart, endOfTypographicContent(from: contentStart))
    offset = content.end + (content.end < bytes.count ? lengthOfClosingQuote(at: content.end) : 0)
    let quoted = "\"\(text(content).escapedQuotes)\""
    let whole = range(from: start)
    mark(whole, .string)
    report(.typographicQuotes(quoted), at: whole, edits: [Edit(whole, quoted)])
    let literal = StringLiteral(quotes: .double, pieces: [.text(text(content))], range: whole)
    return Expression(.string(literal), whole)
  }

  private func lengthOfClosingQuote(at index: Int) -> Int {
    lengthOfTypographicQuote(at: index) ?? (byte(index) == "\"" ? 1 : 0)
  }

  /// Up to the next quote before a blank, so that `“the fox’s tail”` is one
  /// text; without one, to the end of the word.
  private func endOfTypographicContent(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != "\n" {
      let length = lengthOfClosingQuote(at: index)
      if length > 0, isBoundary(at: index + length) { return index }
      index += 1
    }
    index = start
    while !isBoundary(at: index), index < bytes.count { index += 1 }
    return index
  }

  /// A typographic quote that ends the words of an open text: `"a fox”`.
  func closingTypographicQuote(in range: SourceRange) -> SourceRange? {
    var index = range.start + 1
    while index < range.end {
      if let length = lengthOfTypographicQuote(at: index), isBoundary(at: index + length) {
        return SourceRange(index, index + length)
      }
      index += 1
    }
    return nil
  }
}

extension String {
  var escapedQuotes: String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

extension Diagnostic {
  fileprivate static func typographicQuotes(_ quoted: String) -> Diagnostic {
    Diagnostic(
      code: "typographic-quotes", "quotes must be plain, but these are typographic quotes", help: quoted.shortened)
  }
}
