/// Decodes a data URL piece by piece: the file in it may be large.
package struct DataURLReader: Sendable {
  /// The data is not what the URL says it is.
  package struct Malformed: Error {}

  /// So much is decoded at a time, in bytes.
  private static let pieceSize = 64 << 10

  /// `text/plain` if none was named.
  package let contentType: String
  private let isBase64: Bool
  private var rest: Substring.UTF8View.Iterator
  private var bits: UInt32 = 0
  private var bitCount = 0
  /// What pads the end of base64 has come.
  private var isPadded = false

  /// - Returns: nil if this is no data URL.
  package init?(_ text: String) {
    guard DataURL.isDataURL(text), let comma = text.utf8.firstIndex(of: UInt8(ascii: ",")) else { return nil }
    var parameters = text[..<comma].dropFirst(5).split(separator: ";", omittingEmptySubsequences: false)
    isBase64 = parameters.last?.lowercased() == "base64"
    if isBase64 { parameters.removeLast() }
    contentType = parameters.first.flatMap { $0.isEmpty ? nil : String($0) } ?? "text/plain"
    rest = text[text.utf8.index(after: comma)...].utf8.makeIterator()
  }

  /// The next bytes; nil at the end.
  package mutating func next() throws(Malformed) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.pieceSize)
    while bytes.count < Self.pieceSize, let byte = try nextByte() {
      if isBase64 { try take(byte, &bytes) } else { bytes.append(byte) }
    }
    guard bytes.isEmpty else { return bytes }
    // Six bits alone are no byte.
    guard bitCount < 6 else { throw Malformed() }
    return nil
  }

  /// With its escapes undone.
  private mutating func nextByte() throws(Malformed) -> UInt8? {
    guard let byte = rest.next() else { return nil }
    guard byte == UInt8(ascii: "%") else { return byte }
    guard let high = rest.next().flatMap(Self.hexValue), let low = rest.next().flatMap(Self.hexValue) else {
      throw Malformed()
    }
    return high << 4 | low
  }

  private mutating func take(_ letter: UInt8, _ bytes: inout [UInt8]) throws(Malformed) {
    if letter == UInt8(ascii: "=") { isPadded = true }
    // Line ends and the like mean nothing.
    guard let value = Self.base64Value(letter) else { return }
    guard !isPadded else { throw Malformed() }
    bits = bits << 6 | UInt32(value)
    bitCount += 6
    guard bitCount >= 8 else { return }
    bitCount -= 8
    bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
  }

  private static func base64Value(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    // Some write base64 with the letters that need no escape in an address.
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
