/// The grammar of numbers, over UTF-8 bytes. Offsets are bytes, counted from 0.
struct JSONScanner {
  let bytes: [UInt8]
  var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Moves behind a number.
  /// - Returns: the offset behind it, or nil (and stays) if none stands here.
  mutating func scanNumber() -> Int? {
    let start = offset
    if current == UInt8(ascii: "-") { offset += 1 }
    guard scanWhole(), scanFraction(), scanExponent() else {
      offset = start
      return nil
    }
    return offset
  }

  private mutating func scanWhole() -> Bool {
    if current == UInt8(ascii: "0") {
      offset += 1
      return true
    }
    return scanDigits()
  }

  private mutating func scanFraction() -> Bool {
    guard current == UInt8(ascii: ".") else { return true }
    offset += 1
    return scanDigits()
  }

  private mutating func scanExponent() -> Bool {
    guard let byte = current, byte | 0x20 == UInt8(ascii: "e") else { return true }
    offset += 1
    if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
    return scanDigits()
  }

  private mutating func scanDigits() -> Bool {
    let start = offset
    while let byte = current, byte >= 0x30, byte <= 0x39 { offset += 1 }
    return offset > start
  }
}
