import CEditLine

/// Where libedit puts prompt and input on the screen. It does not tell, so
/// this repeats its rules.
struct InputLayout {
  /// A cell of the screen, counted from the start of the prompt.
  struct Position: Equatable {
    var row = 0
    var column = 0
  }

  let columns: Int
  /// Where the input begins.
  let start: Position

  init(columns: Int, prompt: String) {
    self.columns = max(1, columns)
    var position = Position()
    for scalar in prompt.unicodeScalars {
      position = Self.advance(position, over: scalar, columns: self.columns)
    }
    start = position
  }

  func position(after scalars: some Sequence<Unicode.Scalar>) -> Position {
    scalars.reduce(start) { advance($0, over: $1) }
  }

  func advance(_ position: Position, over scalar: Unicode.Scalar) -> Position {
    Self.advance(position, over: scalar, columns: columns)
  }

  private static func advance(_ position: Position, over scalar: Unicode.Scalar, columns: Int) -> Position {
    if scalar == "\n" { return Position(row: position.row + 1, column: 0) }
    var position = position
    let glyph = Glyph(scalar, column: position.column, columns: columns)
    if glyph.isWide, position.column + glyph.cells > columns { position = Position(row: position.row + 1, column: 0) }
    position.column += glyph.cells
    return Position(row: position.row + position.column / columns, column: position.column % columns)
  }
}

/// How libedit draws one character.
struct Glyph {
  let text: String
  let cells: Int
  /// One character of two cells, which no row's end may part.
  var isWide: Bool { cells == 2 && text.unicodeScalars.count == 1 }

  init(_ scalar: Unicode.Scalar, column: Int, columns: Int) {
    let width = Int(character_cells(wchar_t(scalar.value)))
    if scalar == "\t" {
      cells = min(8 - column % 8, max(1, columns - column))
      text = String(repeating: " ", count: cells)
    } else if width >= 0, scalar.value > 0 {
      (text, cells) = (String(Character(scalar)), width)
    } else {
      text = scalar.value < 0x80 ? Self.caret(scalar) : Self.digits(scalar)
      cells = text.utf8.count
    }
  }

  private static func caret(_ control: Unicode.Scalar) -> String {
    "^" + String(Character(Unicode.Scalar(UInt8(truncatingIfNeeded: control.value ^ 0x40))))
  }

  private static func digits(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
