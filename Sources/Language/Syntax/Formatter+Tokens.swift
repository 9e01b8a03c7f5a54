import Diagnostics

/// Tokens and what is written between them.
extension Formatter {
  /// What stands between two tokens on one line.
  enum Separator { case nothing, blank }

  /// Copies the source up to an offset.
  mutating func token(to end: Int) {
    guard end > offset else { return }
    writer.append(bytes[offset..<end])
    offset = end
  }

  mutating func token(count: Int) { token(to: min(offset + count, bytes.count)) }

  /// Copies a value with steps, without the blanks inside of `[ 0 ]`.
  mutating func compactToken(to end: Int) {
    guard end > offset else { return }
    let slice = bytes[offset..<end]
    let isPlain = !slice.contains { $0.isBlank } || slice.contains { $0 == "\"" || $0 == "'" }
    if isPlain {
      writer.append(slice)
    } else {
      writer.append(slice.filter { !$0.isBlank }[...])
    }
    offset = end
  }

  /// Passes to the next token.
  mutating func gap(_ separator: Separator = .blank) {
    if separator == .blank, current == " ", offset + 1 < bytes.count, bytes[offset + 1].isLetter {
      offset += 1
      return writer.append(" ")
    }
    space(trivia(), separator)
  }

  /// Writes what stands between two tokens.
  /// - Parameters:
  ///   - isEdge: a bracket stands before or behind it.
  ///   - last: the indentation of the next token, if it begins a line; nil:
  ///     that of the construct.
  mutating func space(_ trivia: Trivia, _ separator: Separator, isEdge: Bool = false, last: Int? = nil) {
    if trivia.breaksLine {
      if writer.endsInLoneSign { return joinBeforeBreak(trivia, isEdge: isEdge, last: last) }
      writeRemarks(trivia)
      if trivia.newlines > 1, !isEdge { writer.emptyLine() }
      writer.newline(last ?? indentation)
    } else if trivia.hasJoint {
      writeJoint()
      writer.newline(last ?? indentation)
    } else if separator == .blank, !wouldBeComment {
      writer.append(" ")
    }
  }

  private mutating func writeJoint() {
    // Behind a blank `#` would be a comment, and `name:` an error.
    let mustTouch = writer.tail == "#" || writer.tail == ":"
    writer.append(mustTouch ? "\\" : " \\")
    writer.tail = 0
  }

  /// A `#` or `\` that stands alone and ends its line would be a comment, or
  /// join it with the next; a `\` behind it keeps it a word.
  private mutating func joinBeforeBreak(_ trivia: Trivia, isEdge: Bool, last: Int?) {
    writeJoint()
    var apart = trivia
    for index in apart.remarks.indices { apart.remarks[index].isBeside = false }
    writeRemarks(apart)
    if trivia.newlines > 1, !isEdge, !trivia.remarks.isEmpty { writer.emptyLine() }
    writer.newline(last ?? indentation)
  }

  /// The next token is a lone `#` or `##`, which only what it touches keeps
  /// from being a comment.
  var wouldBeComment: Bool {
    guard current == "#", offset > 0, !bytes[offset - 1].isBlank else { return false }
    let behind = bytes[offset...].prefix(2).prefix { $0 == "#" }.endIndex
    guard behind < bytes.count else { return true }
    let hasComma = bytes[behind] == ","
    // A joint behind it will touch it.
    return (!bytes[behind].isWordPart || hasComma) && !isJoint(at: hasComma ? behind + 1 : behind)
  }

  private func isJoint(at index: Int) -> Bool {
    let rest = bytes[index...].drop(while: \.isBlank)
    return rest.first == UInt8(ascii: "\\") && rest.dropFirst().drop(while: \.isBlank).first == UInt8(ascii: "\n")
  }

  /// Writes `,` or `:` right behind the token before it.
  mutating func separator(_ sign: StaticString) {
    let before = trivia()
    offset += 1
    let behind = trivia()
    guard !wouldBeComment else {
      // The sign stays beside the `#`, and what stood before it before it.
      space(before, .nothing)
      return writer.append(sign)
    }
    writer.append(sign)
    space(before.joined(with: behind), .blank)
  }

  /// Writes a bracket, what is inside of it, and its partner.
  mutating func brackets(isEmpty: Bool = false, _ write: (inout Formatter) -> Void) {
    let outer = indentation
    let base = writer.indentation
    token(count: 1)
    indentation = base + Self.step
    if !isEmpty {
      space(trivia(), .nothing, isEdge: true)
      write(&self)
    }
    closeBrackets(at: base)
    indentation = outer
  }

  /// A comma behind the last element is kept if the bracket that closes has
  /// a line for itself.
  private mutating func closeBrackets(at base: Int) {
    var trivia = trivia()
    if current == "," {
      offset += 1
      trivia = trivia.joined(with: self.trivia())
      if trivia.breaksLine { writer.append(",") }
    }
    space(trivia, .nothing, isEdge: true, last: base)
    token(count: 1)
  }
}
