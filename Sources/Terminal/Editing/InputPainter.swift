/// What is painted over and beside the text that libedit draws, without its
/// knowledge: colours, the hint behind the cursor, the rows below. All moves
/// are relative to the cursor, and end where it was.
struct InputPainter {
  let layout: InputLayout
  let buffer: EditBuffer
  let capabilities: Capabilities

  private var cursor: InputLayout.Position { layout.position(after: buffer.scalars[..<buffer.cursor]) }
  private var end: InputLayout.Position { layout.position(after: buffer.scalars) }

  /// Rows that prompt and input take.
  var rows: Int { end.row + 1 }

  /// From the cursor to the prompt's first cell, everything from there on
  /// cleared.
  var erasing: String { Self.up(cursor.row) + "\r\u{1B}[J" }

  /// From the cursor to the start of the row below the input.
  var leaving: String { String(repeating: "\n", count: end.row - cursor.row) + "\r\n" }

  /// The input again, in colours.
  func painting(_ styles: [(Range<Int>, Style)]) -> String {
    var output = "\u{1B}[?25l" + move(from: cursor, to: layout.start)
    var (position, isWrapping, codes) = (layout.start, false, "")
    for (scalar, style) in zip(buffer.scalars, self.styles(styles)) {
      let newCodes = style.codes(capabilities.colors)
      if newCodes != codes { output += newCodes.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(newCodes)m" }
      codes = newCodes
      let next = layout.advance(position, over: scalar)
      output += drawing(scalar, at: position, isWrapping: isWrapping)
      isWrapping = scalar != "\n" && next.column == 0 && next.row > position.row
      position = next
    }
    // A full row leaves the terminal's cursor on it: a blank takes it on.
    return output + "\u{1B}[0m" + (isWrapping ? " \r" : "") + move(from: position, to: cursor) + "\u{1B}[?25h"
  }

  /// The hint behind the cursor, as far as its row goes.
  func hinting(_ hint: String) -> String {
    let text = StyledText(hint, .dim).cut(to: layout.columns - cursor.column - 1)
    return text.isEmpty ? "" : "\u{1B}7\(text.rendered(capabilities))\u{1B}8"
  }

  /// Rows below the input.
  func listing(_ lines: [StyledText]) -> String {
    guard !lines.isEmpty else { return "" }
    let rows = lines.map { $0.cut(to: layout.columns - 1).rendered(capabilities) + "\u{1B}[K" }
    return leaving + rows.joined(separator: "\r\n") + back(over: lines.count)
  }

  /// Clears what is behind the cursor at the input's end, and below it.
  var clearing: String {
    buffer.isAtEnd ? "\u{1B}[J" : leaving + "\u{1B}[J" + back(over: 1)
  }

  private func back(over rows: Int) -> String {
    Self.up(end.row - cursor.row + rows) + "\r" + Self.right(cursor.column)
  }

  private func drawing(_ scalar: Unicode.Scalar, at position: InputLayout.Position, isWrapping: Bool) -> String {
    if scalar == "\n" { return (isWrapping ? " " : "") + "\r\n" }
    let glyph = Glyph(scalar, column: position.column, columns: layout.columns)
    guard glyph.cells > 0 else { return "" }
    let room = layout.columns - position.column
    return (glyph.isWide && glyph.cells > room ? String(repeating: " ", count: room) : "") + glyph.text
  }

  private func styles(_ ranges: [(Range<Int>, Style)]) -> [Style] {
    var styles = [Style](repeating: .plain, count: buffer.scalars.count)
    for (range, style) in ranges {
      guard let start = buffer.index(ofUTF8Offset: range.lowerBound),
        let end = buffer.index(ofUTF8Offset: range.upperBound)
      else { continue }
      for index in start..<end { styles[index] = style }
    }
    return styles
  }

  private func move(from: InputLayout.Position, to: InputLayout.Position) -> String {
    let vertical = from.row > to.row ? Self.up(from.row - to.row) : Self.down(to.row - from.row)
    return vertical + "\r" + Self.right(to.column)
  }

  private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
  private static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : "" }
  private static func right(_ columns: Int) -> String { columns > 0 ? "\u{1B}[\(columns)C" : "" }
}
