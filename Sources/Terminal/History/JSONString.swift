/// One text as a JSON string on one line: how history lines are stored.
enum JSONString {
  static func encode(_ text: String) -> String {
    var encoded = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": encoded += "\\\""
      case "\\": encoded += "\\\\"
      case "\n": encoded += "\\n"
      case "\t": encoded += "\\t"
      case "\0"..."\u{1F}":
        encoded += scalar.value < 16 ? "\\u000" : "\\u00"
        encoded += String(scalar.value, radix: 16)
      default: encoded.unicodeScalars.append(scalar)
      }
    }
    return encoded + "\""
  }

  /// Nil unless the whole of `bytes` is one JSON string.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else { return nil }
    let inner = bytes.dropFirst().dropLast()
    let isSimple = inner.allSatisfy { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") && $0 >= 0x20 }
    guard let text = String(validating: inner, as: UTF8.self) else { return nil }
    return isSimple ? text : unescape(text)
  }

  private static func unescape(_ text: String) -> String? {
    var rest = text.unicodeScalars[...]
    var units: [UInt16] = []
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        guard let unit = escape(&rest) else { return nil }
        units.append(unit)
      case "\"", "\0"..."\u{1F}": return nil
      default: units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
      }
    }
    return String(validating: units, as: UTF16.self)
  }

  /// What follows a backslash, as one unit of UTF-16.
  private static func escape(_ rest: inout Substring.UnicodeScalarView) -> UInt16? {
    switch rest.popFirst() {
    case "n": 0x0A
    case "t": 0x09
    case "r": 0x0D
    case "b": 0x08
    case "f": 0x0C
    case "u": hexadecimal(&rest)
    case "\"": 0x22
    case "\\": 0x5C
    case "/": 0x2F
    default: nil
    }
  }

  private static func hexadecimal(_ rest: inout Substring.UnicodeScalarView) -> UInt16? {
    let digits = rest.prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
    rest.removeFirst(4)
    return UInt16(String(digits), radix: 16)
  }
}
