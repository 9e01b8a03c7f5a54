import JSON

extension JSONNumber {
  /// A whole number as people write it (`7`, `+7`, `007`, `7.0`), its digits
  /// kept however many they are.
  init?(integerWord word: String) {
    if let number = JSONNumber(word) {
      guard number.isInteger else { return nil }
      self =
        word.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
        ? number : number.int.map { JSONNumber($0) } ?? number
    } else {
      guard let value = Int(word) else { return nil }
      self.init(value)
    }
  }

  /// A number as people write it (`.5`, `+1`, `1e-4`).
  init?(numberWord word: String) {
    if let number = JSONNumber(word) {
      self = number
    } else {
      // Swift reads hexadecimal and "nan" too.
      guard word.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let value = Double(word) else { return nil }
      self.init(value)
    }
  }
}

extension Bool {
  /// The words that the platform's validator takes for a boolean.
  init?(word: String) {
    switch word.lowercased() {
    case "true", "yes", "on", "1": self = true
    case "false", "no", "off", "0": self = false
    default: return nil
    }
  }
}

extension JSON {
  /// A list or record in JSON's own notation.
  init?(container word: String) {
    guard word.hasPrefix("[") || word.hasPrefix("{"), let value = try? JSON(parsing: word) else { return nil }
    self = value
  }

  /// `1024x768` as a record.
  init?(size word: String) {
    let sides = word.split(omittingEmptySubsequences: false) { "xX×".contains($0) }.map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
    self = ["width": JSON(width), "height": JSON(height)]
  }

  /// What the word would be in JSON, else a text: only where a document does
  /// not say what it wants.
  init(looks word: String) {
    switch word {
    case "null": self = .null
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    default: self = JSON(container: word) ?? JSONNumber(word).map(JSON.number) ?? .string(word)
    }
  }

  /// Whether a fixed value is what the word says, to the letter.
  func reads(as word: String) -> Bool {
    switch self {
    case .string(let text): text == word
    case .number(let number): JSONNumber(word).map { $0.compare(number) == 0 } ?? false
    case .bool(let value): Bool(word: word) == value
    default: text == word
    }
  }
}

extension [JSON] {
  /// The one value that differs from the word in upper and lower case alone,
  /// or that the word becomes once its unit is added: `8` for `8s`.
  func nearlyNamed(_ word: String) -> JSON? {
    let folded = word.lowercased()
    let alike = filter { $0.string?.lowercased() == folded }
    guard alike.isEmpty else { return alike.onlyElement }
    guard JSONNumber(word) != nil else { return nil }
    let withUnit = filter { value in
      guard let text = value.string, text.hasPrefix(word) else { return false }
      return text.dropFirst(word.count).allSatisfy(\.isLetter)
    }
    return withUnit.onlyElement
  }

  private var onlyElement: JSON? {
    guard count == 1 else { return nil }
    return first
  }
}
