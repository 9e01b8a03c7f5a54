/// What a backslash stands for in a text.
extension JSONReader {
  /// - Returns: the index behind the escape at `index`; nil if more bytes are
  ///   needed to read it.
  mutating func unescape(_ bytes: [UInt8], at index: Int) throws(JSONSyntaxError) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "n"): text += "\n"
    case UInt8(ascii: "t"): text += "\t"
    case UInt8(ascii: "r"): text += "\r"
    case UInt8(ascii: "b"): text += "\u{8}"
    case UInt8(ascii: "f"): text += "\u{C}"
    case UInt8(ascii: "\""): text += "\""
    case UInt8(ascii: "\\"): text += "\\"
    case UInt8(ascii: "/"): text += "/"
    case UInt8(ascii: "u"): return try unescapeUnicode(bytes, at: index)
    default: throw fault(.badEscape, at: index)
    }
    return index + 2
  }

  /// A lone surrogate becomes U+FFFD, as in Foundation's and Python's
  /// lenient readers: some models cut an emoji in two.
  private mutating func unescapeUnicode(_ bytes: [UInt8], at index: Int) throws(JSONSyntaxError) -> Int? {
    let digits = bytes[(index + 2)..<min(index + 6, bytes.count)]
    guard let unit = Self.value(of: digits) else { throw fault(.badEscape, at: index) }
    guard digits.count == 4 else { return nil }
    guard UTF16.isLeadSurrogate(unit) else { return append([unit], endingAt: index + 6) }
    let next = bytes[(index + 6)..<min(index + 12, bytes.count)]
    guard zip(next, [UInt8(ascii: "\\"), UInt8(ascii: "u")]).allSatisfy({ $0 == $1 }),
      let second = Self.value(of: next.dropFirst(2))
    else { return append([unit], endingAt: index + 6) }
    guard next.count == 6 else { return nil }
    guard UTF16.isTrailSurrogate(second) else { return append([unit], endingAt: index + 6) }
    return append([unit, second], endingAt: index + 12)
  }

  private mutating func append(_ units: [UInt16], endingAt end: Int) -> Int {
    text += String(decoding: units, as: UTF16.self)
    return end
  }

  /// The value of hexadecimal digits; nil if one is none.
  private static func value(of digits: ArraySlice<UInt8>) -> UInt16? {
    var unit: UInt16 = 0
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
