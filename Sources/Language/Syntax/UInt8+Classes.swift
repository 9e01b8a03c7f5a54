/// So that bytes are compared with the characters that they stand for.
func == (byte: UInt8, scalar: Unicode.Scalar) -> Bool { UInt32(byte) == scalar.value }
func != (byte: UInt8, scalar: Unicode.Scalar) -> Bool { UInt32(byte) != scalar.value }
func ~= (scalar: Unicode.Scalar, byte: UInt8) -> Bool { UInt32(byte) == scalar.value }

/// What a byte of UTF-8 can be part of. All bytes beyond ASCII are parts of
/// words and of nothing else.
extension UInt8 {
  var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }

  /// May begin the name of a variable, parameter or option.
  var isNameStart: Bool { isLetter || self == "_" }
  /// May stand in the name of a variable or field.
  var isNamePart: Bool { isNameStart || isDigit }
  /// May stand in the name of a parameter or option.
  var isDashedNamePart: Bool { isNamePart || self == "-" }

  /// May stand in a word: all but blanks, control characters, brackets,
  /// quotes, `|` and `;`.
  var isWordPart: Bool {
    switch self {
    case 0...0x20, 0x7F, "|", ";", "(", ")", "[", "]", "{", "}", "\"", "'": false
    default: true
    }
  }

  /// The bracket that closes this one; nil if it opens none.
  var closer: UInt8? {
    switch self {
    case "(": UInt8(ascii: ")")
    case "[": UInt8(ascii: "]")
    case "{": UInt8(ascii: "}")
    default: nil
    }
  }

  var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46, 0x61...0x66: UInt32(self | 0x20) - 0x57
    default: nil
    }
  }
}
