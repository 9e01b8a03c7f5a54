package import JSON

/// JSON that breaks its rules in ways that leave no doubt of what is meant: a
/// result that was paid for is not lost over one number.
package struct MendedJSON: Sendable {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isEscaped = false

  private init() {}

  /// Reads `NaN` and `Infinity` as null, as they are no values of JSON; bytes
  /// of a text that are no UTF-8, or would have to be escaped, as themselves.
  /// - Returns: nil if it is no JSON even so.
  package static func value(of bytes: [UInt8]) -> JSON? {
    var mended = MendedJSON()
    var rest = Array(String(decoding: bytes, as: UTF8.self).utf8)[...]
    while let byte = rest.first { rest = rest.dropFirst(mended.take(byte, of: rest)) }
    return try? JSON(parsing: mended.bytes)
  }

  /// - Returns: how many bytes are read by that.
  private mutating func take(_ byte: UInt8, of rest: ArraySlice<UInt8>) -> Int {
    if isInText {
      takeOfText(byte)
    } else if let word = Self.words.first(where: { rest.starts(with: $0.utf8) }) {
      bytes += "null".utf8
      return word.utf8.count
    } else {
      isInText = byte == UInt8(ascii: "\"")
      bytes.append(byte)
    }
    return 1
  }

  private mutating func takeOfText(_ byte: UInt8) {
    if byte < 0x20 {
      // One behind a backslash stands for itself: the backslash is there already.
      let digits = String(byte, radix: 16)
      bytes += ((isEscaped ? "u" : "\\u") + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      isEscaped = false
      return
    }
    isInText = isEscaped || byte != UInt8(ascii: "\"")
    isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
    bytes.append(byte)
  }

  private static let words = ["NaN", "Infinity", "-Infinity"]
}
