import Diagnostics

extension Parser {
  /// `#` begins a comment at the start of a line, and elsewhere between
  /// blanks; `#ff0000` is a word.
  func startsComment(at index: Int) -> Bool {
    let before = byte(index - 1)
    if index == 0 || before == "\n" { return true }
    guard before.isBlank else { return false }
    let behind = byte(index + 1) == "#" ? index + 2 : index + 1
    return behind >= bytes.count || bytes[behind].isBlank || bytes[behind] == "\n"
  }

  /// Keeps the comment that stands here and moves to the end of its line.
  @inline(never)
  mutating func scanComment() {
    let start = offset
    offset = endOfLine(from: start)
    let isNarration = byte(start + 1) == "#" && byte(start + 2) != "#"
    var textStart = start + (isNarration ? 2 : 1)
    if byte(textStart).isBlank { textStart += 1 }
    var end = offset
    while end > start + 1, bytes[end - 1].isBlank { end -= 1 }
    let range = SourceRange(start, end)
    comments.append(
      Comment(text: text(SourceRange(min(textStart, end), end)), isNarration: isNarration, range: range))
    mark(range, isNarration ? .narration : .comment)
    if isAtEnd { expectNothing() }
  }

  /// The narration that belongs to a declaration: on the line where it
  /// begins, or else on the lines just above. Called at the declaration's
  /// end.
  /// - Parameters:
  ///   - brackets: the block or value in which narration belongs to
  ///     others, unless it stands right behind the opening bracket.
  ///   - list: brackets in which none belongs to the declaration.
  mutating func narration(of start: Int, inside brackets: SourceRange?, besides list: SourceRange? = nil) -> String? {
    skipTrailingComment()
    let lineEnd = endOfLine(from: start)
    var index = comments.count
    var beside: String?
    while index > 0, comments[index - 1].range.start > start {
      index -= 1
      let comment = comments[index]
      let isListed = list.map { $0.start < comment.range.start && comment.range.start < $0.end } ?? false
      if comment.range.start < lineEnd, comment.isNarration, !isListed, !isDeep(in: brackets, comment) {
        beside = comment.text
      }
    }
    return beside ?? narration(above: start, before: index)
  }

  private func isDeep(in brackets: SourceRange?, _ comment: Comment) -> Bool {
    guard let brackets, comment.range.start > brackets.start, comment.range.end < brackets.end else { return false }
    return !bytes[brackets.start + 1..<comment.range.start].allSatisfy { $0.isBlank || $0 == ";" }
  }

  /// A comment behind what ends here, or behind its `;`.
  private mutating func skipTrailingComment() {
    var index = offset
    while byte(index).isBlank || byte(index) == ";" { index += 1 }
    let isAtStatement = byte(startOfBlanks(before: index) - 1) == ";"
    guard byte(index) == "#", isAtStatement || startsComment(at: index) else { return }
    offset = index
    scanComment()
  }

  private func narration(above start: Int, before count: Int) -> String? {
    var lines: [String] = []
    var lineStart = startOfLine(at: start)
    guard bytes[lineStart..<start].allSatisfy({ $0.isBlank || $0 == ";" }) else { return nil }
    for comment in comments[..<count].reversed() {
      let commentLine = startOfLine(at: comment.range.start)
      guard comment.isNarration, lineStart > 0, startOfLine(at: lineStart - 1) == commentLine,
        bytes[commentLine..<comment.range.start].allSatisfy({ $0.isBlank || $0 == ";" })
      else { break }
      lines.append(comment.text)
      lineStart = commentLine
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }

  private func startOfLine(at index: Int) -> Int {
    var start = index
    while start > 0, bytes[start - 1] != "\n" { start -= 1 }
    return start
  }
}
