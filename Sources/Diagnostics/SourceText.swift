/// A text that a person wrote and that diagnostics point into: a script, a
/// line typed at the prompt, an argument.
package struct SourceText: Sendable, Hashable {
  /// What the text is called in diagnostics: `storyboard.fal`, `prompt`.
  package let name: String
  package let text: String
  /// Offsets of the first byte of each line.
  private let lineStarts: [Int]

  package init(name: String, text: String) {
    self.name = name
    self.text = text
    var starts = [0]
    for (offset, byte) in text.utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// Its name and length will do: a text may be long, and each diagnostic
  /// that is hashed holds it.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text.utf8.count)
  }

  /// In bytes of UTF-8.
  package var count: Int { text.utf8.count }

  /// Where an offset lies; offsets beyond the text count as its end.
  /// - Returns: line and column, both counted from 1; the column counts
  ///   characters.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), count)
    let line = lineIndex(of: offset)
    return (line + 1, slice(SourceRange(lineStarts[line], offset)).count + 1)
  }

  /// The line that holds an offset, without its newline, and where it starts.
  package func line(at offset: Int) -> (text: Substring, start: Int) {
    let line = lineIndex(of: min(max(offset, 0), count))
    let start = lineStarts[line]
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : count
    return (slice(SourceRange(start, end)), start)
  }

  /// The text of a range; a range beyond the text is cut to it.
  package subscript(range: SourceRange) -> Substring { slice(range) }

  /// The line that holds a range, with another text in its place.
  package func line(replacing range: SourceRange, with text: String) -> String {
    let (line, start) = line(at: range.start)
    let end = start + line.utf8.count
    return slice(SourceRange(start, range.start)) + text + slice(SourceRange(min(range.end, end), end))
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func slice(_ range: SourceRange) -> Substring {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: min(max(range.start, 0), count))
    let end = utf8.index(utf8.startIndex, offsetBy: min(max(range.end, range.start, 0), count))
    return text[start..<end]
  }
}

/// A stretch of a source text: offsets in bytes of UTF-8, counted from 0,
/// the end not included. Carried from the lexer on, never searched again.
package struct SourceRange: Sendable, Hashable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The empty range at an offset.
  package init(at offset: Int) { self.init(offset, offset) }

  package var isEmpty: Bool { start == end }

  /// The shortest range that holds both.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }

  package func contains(_ offset: Int) -> Bool { start <= offset && offset <= end }
}
