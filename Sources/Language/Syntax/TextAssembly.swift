import Diagnostics

/// Puts a text together from what it says and its holes, and removes the
/// indentation of one that spans lines.
struct TextAssembly {
  private enum Part {
    /// With the offsets at which lines of the source begin in it.
    case text([UInt8], lineStarts: [Int])
    case hole(StringLiteral.Piece)
  }

  private var parts: [Part] = []
  private var bytes: [UInt8] = []
  private var lineStarts: [Int] = []

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ scalar: Unicode.Scalar) { bytes += String(scalar).utf8 }

  /// A newline of the source, in contrast to an escaped one.
  mutating func appendLineBreak() {
    bytes.append(0x0A)
    lineStarts.append(bytes.count)
  }

  mutating func append(_ hole: StringLiteral.Piece) {
    endText()
    parts.append(.hole(hole))
  }

  private mutating func endText() {
    if !bytes.isEmpty { parts.append(.text(bytes, lineStarts: lineStarts)) }
    bytes = []
    lineStarts = []
  }

  /// The pieces of a text on one line.
  mutating func pieces() -> [StringLiteral.Piece] {
    endText()
    return parts.map { part in
      switch part {
      case .text(let bytes, _): .text(String(decoding: bytes, as: UTF8.self))
      case .hole(let piece): piece
      }
    }
  }

  /// The pieces of a text that spans lines: without a newline right behind
  /// the opening quotes, and, if the closing quotes have a line for
  /// themselves, without that line and its indentation everywhere.
  mutating func indentedPieces() -> [StringLiteral.Piece] {
    endText()
    removeOpeningLine()
    let indentation = removeClosingLine()
    removeIndentation(indentation)
    return pieces().filter { piece in
      if case .text("") = piece { false } else { true }
    }
  }

  private mutating func removeOpeningLine() {
    guard case .text(var text, var starts) = parts.first, let first = starts.first,
      text[..<(first - 1)].allSatisfy(\.isBlank)
    else { return }
    text.removeFirst(first)
    starts = starts.map { $0 - first }
    parts[0] = .text(text, lineStarts: starts)
  }

  private mutating func removeClosingLine() -> [UInt8] {
    guard case .text(var text, var starts) = parts.last, let last = starts.last,
      text[last...].allSatisfy(\.isBlank)
    else { return [] }
    let indentation = Array(text[last...])
    starts.removeLast()
    text.removeSubrange(max(0, last - 1)...)
    parts[parts.count - 1] = .text(text, lineStarts: starts)
    return indentation
  }

  private mutating func removeIndentation(_ indentation: [UInt8]) {
    guard !indentation.isEmpty else { return }
    for index in parts.indices {
      guard case .text(let text, let starts) = parts[index] else { continue }
      parts[index] = .text(text.removing(indentation, at: starts), lineStarts: [])
    }
  }
}

extension [UInt8] {
  /// Without what of `indentation` stands at each of the offsets.
  fileprivate func removing(_ indentation: [UInt8], at starts: [Int]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for start in starts where start <= count && start >= position {
      result += self[position..<start]
      position = start
      for byte in indentation where position < count && self[position] == byte { position += 1 }
    }
    return result + self[position...]
  }
}
