/// A font of 5 by 8 pixels a character, the eighth row for descenders,
/// enlarged by whole factors.
enum BitmapFont {
  /// Columns from one character to the next, the gap included.
  static let advance = 6
  /// Rows from one line to the next, the gap included.
  static let lineHeight = 10

  /// The text in characters that the font has: accents are left off, typographic
  /// marks become plain ones, and of everything else `unknown` is left.
  static func plain(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if (0x20...0x7E).contains(scalar.value) { return [UInt8(scalar.value)] }
      return substitute(for: scalar)
    }
  }

  /// Drawn as an empty box.
  static let unknown: UInt8 = 0x7F

  private static func substitute(for scalar: Unicode.Scalar) -> [UInt8] {
    if let marks = substitutes[scalar] { return Array(marks.utf8) }
    if scalar.properties.isWhitespace { return [0x20] }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return []
    default: return baseLetter(of: scalar).map { [$0] } ?? [unknown]
    }
  }

  /// Of `LATIN SMALL LETTER E WITH ACUTE` the `e`: Unicode's names know every accent.
  private static func baseLetter(of scalar: Unicode.Scalar) -> UInt8? {
    guard let words = scalar.properties.name?.split(separator: " "), words.count >= 4, words[0] == "LATIN",
      words[2] == "LETTER", words[3].utf8.count == 1, let letter = words[3].utf8.first
    else { return nil }
    return words[1] == "SMALL" ? letter | 0x20 : letter
  }

  private static let substitutes: [Unicode.Scalar: String] = [
    "‘": "'", "’": "'", "‚": ",", "“": "\"", "”": "\"", "„": "\"", "–": "-", "—": "-",
    "…": "...", "×": "x", "·": "-", "•": "-", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "«": "\"", "»": "\"", "→": "->", "−": "-", "€": "EUR", "£": "GBP", "°": "o",
  ]

  /// The five columns of a character, the leftmost in the highest byte, a
  /// column's lowest bit its top row.
  static func columns(of character: UInt8) -> UInt64 {
    let index = Int(character) - 0x20
    return glyphs.indices.contains(index) ? glyphs[index] : 0x7F41_4141_7F
  }
}

extension Canvas {
  /// Draws characters from `BitmapFont.plain` with their upper left corner at
  /// `x`, `y`, each pixel of the font a square of `scale` pixels.
  func text(_ characters: ArraySlice<UInt8>, x: Int, y: Int, scale: Int, _ color: RGB) {
    for (position, character) in characters.enumerated() {
      glyph(BitmapFont.columns(of: character), x: x + position * BitmapFont.advance * scale, y: y, scale, color)
    }
  }

  private func glyph(_ columns: UInt64, x: Int, y: Int, _ scale: Int, _ color: RGB) {
    for column in 0..<5 {
      let bits = columns >> UInt64((4 - column) * 8) & 0xFF
      for row in 0..<8 where bits >> UInt64(row) & 1 == 1 {
        fill(x: x + column * scale, y: y + row * scale, width: scale, height: scale, color)
      }
    }
  }
}
