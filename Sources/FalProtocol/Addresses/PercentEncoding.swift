/// Percent-encoding of RFC 3986, over UTF-8.
enum PercentEncoding {
  /// The characters that stand for themselves everywhere in a URL.
  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// `text` with every byte escaped that is not `allowed`.
  static func encode(_ text: some StringProtocol, allowed: (UInt8) -> Bool = isUnreserved) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if allowed(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `text` with its escapes undone; nil if one is cut short or the bytes are
  /// not UTF-8.
  static func decode(_ text: some StringProtocol) -> String? {
    guard let bytes = decodeBytes(text) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The bytes that `text` stands for; nil if an escape is cut short.
  static func decodeBytes(_ text: some StringProtocol) -> [UInt8]? {
    var result: [UInt8] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard let high = bytes.next().flatMap(value), let low = bytes.next().flatMap(value) else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init)
  }
}
