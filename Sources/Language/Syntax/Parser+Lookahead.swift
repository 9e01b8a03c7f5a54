import Diagnostics

/// Looking ahead without moving.
extension Parser {
  /// How far a partner of a bracket or quote is looked for on a line, in
  /// bytes.
  static let longestSearch = 1000

  /// Where the blanks at an offset end.
  func endOfBlanks(from index: Int) -> Int {
    var end = index
    while byte(end).isBlank { end += 1 }
    return end
  }

  /// Where the blanks before an offset begin.
  func startOfBlanks(before index: Int) -> Int {
    var start = index
    while byte(start - 1).isBlank { start -= 1 }
    return start
  }

  /// Where the word at an offset ends.
  func endOfWord(from index: Int) -> Int {
    var end = index
    while !isEndOfWord(at: end) { end += 1 }
    return end
  }

  /// Whether a value stands at an offset that is no plain word.
  func startsValue(at index: Int) -> Bool {
    switch byte(index) {
    case "$", "%", "@", "\"", "'", "[", "(", "{": true
    case "-", 0x30...0x39: endOfNumberOrRange(at: index) != nil
    case 0x80...: lengthOfTypographicQuote(at: index) != nil
    default: false
    }
  }

  /// - Parameter longest: how far is looked, in bytes.
  /// - Returns: the offset behind the text that is opened here, if it is
  ///   closed on this line.
  func endOfText(at index: Int, longest: Int = longestSearch) -> Int? {
    var end = index + 1
    while end < bytes.count, bytes[end] != "\n", end - index < longest {
      if bytes[end] == bytes[index] { return end + 1 }
      end += bytes[end] == "\\" && bytes[index] == "\"" ? 2 : 1
    }
    return nil
  }

  /// - Returns: the offset behind the partner of the bracket that stands
  ///   here, if it is on this line.
  func endOfBrackets(at index: Int) -> Int? {
    guard let closer = byte(index).closer else { return nil }
    var depth = 0
    var end = index
    while end < bytes.count, bytes[end] != "\n", end - index < Self.longestSearch {
      if bytes[end] == bytes[index] { depth += 1 }
      if bytes[end] == closer { depth -= 1 }
      if depth == 0 { return end + 1 }
      end = bytes[end] == "\"" ? endOfText(at: end) ?? end + 1 : end + 1
    }
    return nil
  }

  /// Where what touches ends: before a blank or what else divides values,
  /// with the texts and brackets in it.
  func endOfRun(from index: Int) -> Int {
    var end = index
    var unclosed: [UInt8] = []
    while !isBoundary(at: end) {
      let byte = bytes[end]
      let opens = byte.closer != nil || byte == "\"" || byte == "'" && !isApostrophe(at: end)
      guard opens, !unclosed.contains(byte) else {
        end += 1
        continue
      }
      if let close = byte.closer == nil ? endOfText(at: end) : endOfBrackets(at: end) {
        end = close
      } else {
        unclosed.append(byte)
        end += 1
      }
    }
    return end
  }

  /// Moves to the end of what touches.
  mutating func scanRun() { offset = endOfRun(from: offset) }

  private func isApostrophe(at index: Int) -> Bool { byte(index - 1).isLetter && byte(index + 1).isLetter }

  /// Whether a value that ends here touches nothing.
  func isBoundary(at index: Int) -> Bool {
    guard index < bytes.count else { return true }
    switch bytes[index] {
    case " ", "\t", "\r", "\n", "|", ";", ")", "]", "}": return true
    default: return isEndOfWord(at: index) && (bytes[index] == "," || bytes[index] == "\\")
    }
  }
}
