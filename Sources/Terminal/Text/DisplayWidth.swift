/// How many cells a text takes on the screen, as one line: East Asian wide
/// characters and emoji two, combining and control characters none.
package func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
  var (width, previous): (Int, Unicode.Scalar) = (0, " ")
  for scalar in text.unicodeScalars {
    width += cells(of: scalar, after: previous)
    previous = scalar
  }
  return width
}

private func cells(of scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Int {
  switch scalar.value {
  // Joined to the emoji before it, or tinting it: one picture.
  case _ where previous == "\u{200D}" && scalar.properties.isEmoji: 0
  case 0x1F3FB...0x1F3FF where previous.properties.isEmojiModifierBase: 0
  // Asks for the picture where text would be one cell.
  case 0xFE0F: previous.properties.isEmoji && !previous.isASCII && previous.cells == 1 ? 1 : 0
  default: scalar.cells
  }
}

extension Unicode.Scalar {
  /// Cells of this character on its own.
  fileprivate var cells: Int {
    if value < 0x300 { return 0x20..<0x7F ~= value || value >= 0xA0 ? 1 : 0 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    // Vowels and finals of Hangul, drawn into the syllable's first cell pair.
    if 0x1160...0x11FF ~= value { return 0 }
    // Two regional indicators are one flag of two cells.
    if 0x1F1E6...0x1F1FF ~= value { return 1 }
    return properties.isEmojiPresentation || isEastAsianWide ? 2 : 1
  }

  /// Blocks of class W or F in Unicode's EastAsianWidth.txt, but for emoji,
  /// which the standard library knows.
  private var isEastAsianWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F251, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
