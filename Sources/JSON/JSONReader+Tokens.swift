/// Numbers, words and texts, which may go on in the next piece.
extension JSONReader {
  // MARK: Numbers

  mutating func readNumber(_ bytes: [UInt8], _ index: inout Int) throws(JSONSyntaxError) {
    let start = index
    while index < bytes.count, Self.isOfNumber(bytes[index]) { index += 1 }
    number += bytes[start..<index]
    if index < bytes.count { try endNumber() }
  }

  /// What was taken for a number may begin with one and go on otherwise.
  mutating func endNumber() throws(JSONSyntaxError) {
    token = .none
    var scanner = JSONScanner(number)
    guard let end = scanner.scanNumber() else { throw unexpected(at: tokenStart) }
    add(.number(JSONNumber(scanned: String(decoding: number[..<end], as: UTF8.self))))
    guard end == number.count else { throw unexpected(at: tokenStart + end) }
    number.removeAll(keepingCapacity: true)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  // MARK: Words

  /// - Returns: false if the word may go on in the next piece.
  mutating func readWord(
    _ word: StaticString, _ value: JSON, _ bytes: [UInt8], _ index: inout Int
  ) throws(JSONSyntaxError) -> Bool {
    let count = min(word.utf8CodeUnitCount, bytes.count - index)
    for offset in 0..<count where bytes[index + offset] != word.utf8Start[offset] { throw unexpected(at: base + index) }
    guard count == word.utf8CodeUnitCount else { return false }
    index += count
    add(value)
    return true
  }

  // MARK: Texts

  mutating func beginText(at index: Int) {
    token = .text
    tokenStart = base + index + 1
    room = 0
  }

  /// Reads on in a text.
  /// - Returns: false if more bytes are needed for what stands at `index`.
  mutating func readText(_ bytes: [UInt8], _ index: inout Int) throws(JSONSyntaxError) -> Bool {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
      bytes[index] >= 0x20
    { index += 1 }
    guard index < bytes.count else {
      index -= Self.lengthOfHalf(at: bytes[start...])
      try append(bytes[start..<index])
      return false
    }
    try append(bytes[start..<index])
    switch bytes[index] {
    case UInt8(ascii: "\""): endText()
    case UInt8(ascii: "\\"):
      guard let end = try unescape(bytes, at: index) else { return false }
      index = end
      return true
    default: throw fault(.controlCharacter, at: index)
    }
    index += 1
    return true
  }

  /// How many bytes at the end are of a character that is not all there.
  private static func lengthOfHalf(at bytes: ArraySlice<UInt8>) -> Int {
    for (length, byte) in zip(1...3, bytes.reversed()) {
      switch byte {
      case 0x80...0xBF: continue
      case 0xC2...0xDF: return length < 2 ? length : 0
      case 0xE0...0xEF: return length < 3 ? length : 0
      case 0xF0...0xF4: return length
      default: return 0
      }
    }
    return 0
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(JSONSyntaxError) {
    guard !bytes.isEmpty else { return }
    guard let piece = String(validating: bytes, as: UTF8.self) else {
      throw JSONSyntaxError(fault: .invalidUTF8, offset: tokenStart)
    }
    guard !text.isEmpty else { return text = piece }
    makeRoom(for: piece.utf8.count)
    text += piece
  }

  /// A long text grows in few steps: to what is still to come, as far as what
  /// was said of that can be believed.
  private mutating func makeRoom(for count: Int) {
    let size = text.utf8.count
    guard size >= 1 << 20, size + count > room else { return }
    let promised = min(size * 8, expectedCount - tokenStart)
    guard promised > size + count else { return }
    room = promised
    text.reserveCapacity(promised)
  }

  private mutating func endText() {
    let whole = text
    text = ""
    token = .none
    if expectation == .key || expectation == .firstKey { add(key: whole) } else { add(.string(whole)) }
  }
}
