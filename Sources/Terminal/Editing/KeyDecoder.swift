/// The terminal's bytes as characters, keys and pastes.
struct KeyDecoder {
  enum Input: Equatable {
    case character(Unicode.Scalar)
    case key(Key)
    case paste(String)
  }

  private var bytes: ArraySlice<UInt8> = []
  private var isPasting = false

  /// A sequence has begun whose rest may come, or not: a lone Escape.
  var isAmbiguous: Bool { !bytes.isEmpty && !isPasting }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    self.bytes += bytes
  }

  /// The next input, or nil until more bytes have come.
  ///
  /// - Parameter isFinal: no more bytes belong to what has begun.
  mutating func next(isFinal: Bool = false) -> Input? {
    while let first = bytes.first {
      if isPasting { return paste() }
      switch first {
      case 0x1B:
        switch sequence(isFinal: isFinal) {
        case .input(let input): return input
        case .ignored: continue
        case .unfinished: return nil
        }
      case ..<0x80:
        bytes.removeFirst()
        return .character(Unicode.Scalar(first))
      default: return character(isFinal: isFinal)
      }
    }
    return nil
  }

  private enum Decoded {
    case input(Input), ignored, unfinished
  }

  private mutating func sequence(isFinal: Bool) -> Decoded {
    switch bytes.dropFirst().first {
    case nil: return isFinal ? take(1, .character("\u{1B}")) : .unfinished
    case UInt8(ascii: "["): return controlSequence(isFinal: isFinal)
    case UInt8(ascii: "O"):
      guard let final = bytes.dropFirst(2).first else { return isFinal ? take(1, .character("\u{1B}")) : .unfinished }
      return take(3, Self.key("", final).map(Input.key))
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): return take(2, .key(.newline))
    default: return take(1, .character("\u{1B}"))
    }
  }

  private mutating func controlSequence(isFinal: Bool) -> Decoded {
    let parameters = bytes.dropFirst(2).prefix { 0x20...0x3F ~= $0 }
    let length = 2 + parameters.count
    guard let final = bytes.dropFirst(length).first else {
      return isFinal ? take(1, .character("\u{1B}")) : .unfinished
    }
    let text = String(decoding: parameters, as: UTF8.self)
    isPasting = text == "200" && final == UInt8(ascii: "~")
    return take(length + 1, Self.key(text, final).map(Input.key))
  }

  private mutating func take(_ count: Int, _ input: Input?) -> Decoded {
    bytes = bytes.dropFirst(count)
    return input.map(Decoded.input) ?? .ignored
  }

  private static func key(_ parameters: String, _ final: UInt8) -> Key? {
    let isByWord = ["1;5", "1;3", "5", "3"].contains(parameters)
    return switch (Unicode.Scalar(final), parameters) {
    case ("A", _): .up
    case ("B", _): .down
    case ("C", _): isByWord ? .wordRight : .right
    case ("D", _): isByWord ? .wordLeft : .left
    case ("H", _), ("~", "1"), ("~", "7"): .home
    case ("F", _), ("~", "4"), ("~", "8"): .end
    case ("~", "3"): .delete
    case ("u", "13;2"), ("~", "27;2;13"): .newline
    default: nil
    }
  }

  private mutating func paste() -> Input? {
    let end = Array("\u{1B}[201~".utf8)
    guard let range = bytes.firstRange(of: end) else { return nil }
    let text = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
    bytes = bytes[range.upperBound...]
    isPasting = false
    return .paste(text)
  }

  private mutating func character(isFinal: Bool) -> Input? {
    let length = bytes.first.map { $0 >= 0xF0 ? 4 : $0 >= 0xE0 ? 3 : $0 >= 0xC0 ? 2 : 1 } ?? 1
    let character = bytes.prefix(1) + bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
    let mayGoOn = character.count < length && character.count == bytes.count
    guard !mayGoOn || isFinal else { return nil }
    let text = String(validating: character, as: UTF8.self)
    bytes = bytes.dropFirst(text == nil ? 1 : length)
    // Our own keys' codes cannot be typed.
    guard let scalar = text?.unicodeScalars.first, !scalar.isUnsafe else { return .character("\u{FFFD}") }
    return .character(scalar)
  }
}
