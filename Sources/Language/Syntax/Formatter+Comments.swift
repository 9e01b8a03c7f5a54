import Diagnostics

extension Formatter {
  /// Blanks between code and a comment behind it.
  private static let commentGap = 2

  /// Writes the comments inside of a statement.
  mutating func writeRemarks(_ trivia: Trivia) {
    for remark in trivia.remarks {
      if remark.isBeside {
        writeBeside(remark.index)
      } else {
        writer.newline(indentation)
        writeComment(remark.index, isAtStatement: false)
      }
    }
  }

  /// Writes the comments between statements.
  mutating func writeRemarksBetween(_ trivia: Trivia, isFirst: Bool) {
    // A comma at a line's end says that arguments may follow.
    let isAtStatement = writer.tail != ","
    for (position, remark) in trivia.remarks.enumerated() {
      if remark.isBeside, !writer.bytes.isEmpty {
        writeBeside(remark.index)
      } else {
        if remark.newlines > 1, !isFirst || position > 0 { writer.emptyLine() }
        writer.newline(indentation)
        writeComment(remark.index, isAtStatement: isAtStatement)
      }
    }
  }

  /// Writes a comment behind code.
  mutating func writeBeside(_ index: Int) {
    writer.pad(Self.commentGap)
    writeComment(index, isAtStatement: false)
  }

  /// Only where a statement could stand is `#so` a comment too; anywhere
  /// else it gets its blank.
  private mutating func writeComment(_ index: Int, isAtStatement: Bool) {
    let comment = comments[index]
    let range = comment.range
    let slice = bytes[range.start..<range.end]
    let sign = slice.prefix { $0 == "#" }.prefix(2)
    let isSafe = isAtStatement || sign.endIndex == range.end || bytes[sign.endIndex].isBlank
    if isSafe { return writer.appendComment(slice) }
    let signEnd = range.start + (comment.isNarration ? 2 : 1)
    writer.appendComment(bytes[range.start..<signEnd])
    writer.pad(1)
    writer.appendComment(bytes[signEnd..<range.end])
  }

  /// The narration behind a definition on one line; nil if there is none.
  func narration(behind end: Int) -> Int? {
    guard commentIndex < comments.count, comments[commentIndex].isNarration else { return nil }
    let start = comments[commentIndex].range.start
    guard start >= end, bytes[end..<start].allSatisfy({ $0.isBlank || $0 == ";" }) else { return nil }
    return commentIndex
  }

  /// Writes a comment before its turn.
  mutating func hoist(_ index: Int) {
    writeBeside(index)
    hoisted = comments[index].range
    commentIndex = index + 1
  }
}
