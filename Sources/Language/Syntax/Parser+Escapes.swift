import Diagnostics

extension Parser {
  // "\" ( "$" | "u{" HEX "}" | what JSON has )
  mutating func parseEscape(_ text: inout TextReading) {
    let start = offset
    offset += 2
    switch byte(start + 1) {
    case "n": text.assembly.append(0x0A as UInt8)
    case "t": text.assembly.append(0x09 as UInt8)
    case "r": text.assembly.append(0x0D as UInt8)
    case "b": text.assembly.append(0x08 as UInt8)
    case "f": text.assembly.append(0x0C as UInt8)
    case "\"", "\\", "/", "$": text.assembly.append(byte(start + 1))
    case "u": parseUnicodeEscape(&text, from: start)
    default: skipUnknownEscape(&text, from: start)
    }
  }

  private mutating func skipUnknownEscape(_ text: inout TextReading, from start: Int) {
    offset = start + 1
    text.assembly.append(UInt8(ascii: "\\"))
    guard !isAtEnd, current != "\n" else { return }
    repeat { offset += 1 } while current & 0xC0 == 0x80
    let escape = range(from: start)
    report(.unknownEscape(self.text(escape)), at: escape, edits: [.insert("\\", at: start)])
  }

  // "\u" 4 HEX  |  "\u{" HEX "}"
  private mutating func parseUnicodeEscape(_ text: inout TextReading, from start: Int) {
    let unit = current == "{" ? scanBracedScalar() : scanUnits()
    if let unit, let scalar = Unicode.Scalar(unit) { return text.assembly.append(scalar) }
    report(.badUnicodeEscape(self.text(from: start)), at: range(from: start))
  }

  private mutating func scanBracedScalar() -> UInt32? {
    offset += 1
    var value: UInt32 = 0
    var count = 0
    while let digit = current.hexValue, count < 8 {
      value = value << 4 | digit
      count += 1
      offset += 1
    }
    return take("}") && count > 0 && count <= 6 ? value : nil
  }

  /// One unit of UTF-16, or two that belong together. Half of a pair is
  /// U+FFFD, as in the JSON that models give.
  private mutating func scanUnits() -> UInt32? {
    guard let high = scanUnit() else { return nil }
    guard high >= 0xD800, high <= 0xDFFF else { return high }
    let behind = offset
    if high < 0xDC00, take("\\"), take("u"), let low = scanUnit(), low >= 0xDC00, low <= 0xDFFF {
      return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    offset = behind
    return 0xFFFD
  }

  private mutating func scanUnit() -> UInt32? {
    var value: UInt32 = 0
    for index in offset..<offset + 4 {
      guard let digit = byte(index).hexValue else { return nil }
      value = value << 4 | digit
    }
    offset += 4
    return value
  }
}

extension Diagnostic {
  fileprivate static func unknownEscape(_ escape: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-escape", "unknown escape '\(escape)'", help: "a backslash is \\\\; in '…' it stands alone")
  }

  fileprivate static func badUnicodeEscape(_ escape: String) -> Diagnostic {
    Diagnostic(
      code: "bad-escape", "a character must be \\u{1F98A} or \\u0041, but is '\(escape.shortened)'",
      help: "hexadecimal digits, at most 10FFFF")
  }
}
