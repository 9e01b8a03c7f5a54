extension Formatter {
  /// What has been laid out so far.
  struct LineWriter {
    var bytes: [UInt8] = []
    /// Characters on the current line.
    private(set) var column = 0
    /// Characters on the longest line, comments not included.
    private(set) var widest = 0
    /// Blanks at the start of the current line, as far as the layout made it.
    private(set) var indentation = 0
    /// The last byte of the last token; 0 behind what ends at its line's end
    /// anyway.
    var tail: UInt8 = 0

    /// Keeps the place, but neither what has been written nor its widths.
    mutating func forget() {
      bytes = []
      widest = column
    }

    /// Writes code. The newlines in it, of a text that spans lines, lose
    /// their `\r`.
    mutating func append(_ slice: ArraySlice<UInt8>) {
      guard let last = slice.last else { return }
      for byte in slice {
        if byte == "\n" {
          if endsInReturn { bytes.removeLast() }
          column = 0
        } else if byte & 0xC0 != 0x80 {
          column += 1
        }
        bytes.append(byte)
      }
      tail = last
      widest = max(widest, column)
    }

    /// Of several `\r` before a newline only the last belongs to it; as the
    /// others are content, it must stay then.
    private var endsInReturn: Bool { bytes.last == UInt8(ascii: "\r") && bytes.dropLast().last != UInt8(ascii: "\r") }

    mutating func append(_ code: StaticString) {
      code.withUTF8Buffer { code in
        bytes.append(contentsOf: code)
        column += code.count
        tail = code.last ?? 0
      }
      widest = max(widest, column)
    }

    /// The last token is a `#` or `##` that only what follows keeps from being
    /// a comment.
    var endsInSign: Bool {
      guard tail == "#" else { return false }
      let sign = bytes.suffix(3).reversed().prefix { $0 == "#" }.count
      return sign < 3 && bytes.dropLast(sign).last?.isBlank == true
    }

    /// The last token is a `#`, `##` or `\` that stands alone.
    var endsInLoneSign: Bool {
      guard tail == "\\" else { return endsInSign }
      let before = bytes.dropLast().last
      return before.map { $0.isBlank || $0 == "[" || $0 == "{" || $0 == "(" || $0 == "\n" } ?? true
    }

    /// Writes what does not count as code.
    mutating func appendComment(_ slice: ArraySlice<UInt8>) {
      bytes.append(contentsOf: slice)
      tail = 0
    }

    mutating func pad(_ count: Int) {
      for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
    }

    /// Begins a line; the first of the text needs no newline.
    mutating func newline(_ indentation: Int) {
      // Behind a word that ends in it, a \ would join the lines.
      if tail == "\\" { bytes.append(UInt8(ascii: " ")) }
      tail = 0
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      pad(indentation)
      self.indentation = indentation
      column = indentation
    }

    /// Leaves a line empty, before `newline`.
    mutating func emptyLine() {
      if !bytes.isEmpty { newline(0) }
    }
  }
}
