import FoundationEssentials

extension PixelRows {
  /// How many pixels a picture may have to be shown in so many cells.
  package static func limit(
    of display: PictureDisplay, columns: Int, rows: Int
  ) -> (width: Int, height: Int) {
    switch display {
    case .blocks: (columns, rows * 2)
    case .kitty, .iterm, .sixel: (columns * 10, rows * 20)
    case .none: (1, 1)
    }
  }

  /// The codes that draw the picture, each line ended.
  func codes(for display: PictureDisplay, colors: Capabilities.Colors) -> String {
    switch display {
    case .kitty: kitty
    case .iterm: "\u{1B}]1337;File=inline=1;size=\(png.count):\(Data(png).base64EncodedString())\u{7}\n"
    case .sixel: sixel + "\n"
    case .blocks: colors == .none ? "" : blocks(exact: colors == .truecolor)
    case .none: ""
    }
  }

  /// In chunks of at most 4096 bytes, as the protocol wants it.
  private var kitty: String {
    var rest = Substring(Data(png).base64EncodedString())
    var codes = ""
    while !rest.isEmpty {
      let chunk = rest.prefix(4096)
      rest = rest.dropFirst(chunk.count)
      let control = codes.isEmpty ? "a=T,f=100,q=2," : ""
      codes += "\u{1B}_G\(control)m=\(rest.isEmpty ? 0 : 1);\(chunk)\u{1B}\\"
    }
    return codes + "\n"
  }

  // MARK: Half blocks

  private func blocks(exact: Bool) -> String {
    var text = ""
    for y in stride(from: 0, to: height, by: 2) {
      var last = ""
      for x in 0..<width {
        let codes = parameters(x, y, isBackground: false, exact) + ";" + parameters(x, y + 1, isBackground: true, exact)
        if codes != last { text += "\u{1B}[\(codes)m" }
        last = codes
        text += "▀"
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }

  /// An exact colour, or the nearest of the 216 of the colour cube.
  private func parameters(_ x: Int, _ y: Int, isBackground: Bool, _ exact: Bool) -> String {
    let (red, green, blue) = color(x, y)
    let start = isBackground ? "48" : "38"
    if exact { return "\(start);2;\(red);\(green);\(blue)" }
    return "\(start);5;\(16 + 36 * Self.step(red) + 6 * Self.step(green) + Self.step(blue))"
  }

  /// One of the six steps of the cube: 0, 95, 135, 175, 215, 255.
  private static func step(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : min(5, (Int(value) - 35) / 40) }

  // MARK: Sixel

  /// Bands of six rows, one pass a colour; 216 colours.
  private var sixel: String {
    var codes = "\u{1B}Pq\"1;1;\(width);\(height)"
    for index in 0..<216 {
      codes += "#\(index);2;\(index / 36 * 20);\(index / 6 % 6 * 20);\(index % 6 * 20)"
    }
    for top in stride(from: 0, to: height, by: 6) { codes += band(top) + "-" }
    return codes + "\u{1B}\\"
  }

  private func band(_ top: Int) -> String {
    var columns: [Int: [UInt8]] = [:]
    for x in 0..<width {
      for y in top..<min(top + 6, height) {
        let (red, green, blue) = color(x, y)
        let index = Self.sixth(red) * 36 + Self.sixth(green) * 6 + Self.sixth(blue)
        columns[index, default: [UInt8](repeating: 0, count: width)][x] |= 1 << UInt8(y - top)
      }
    }
    return columns.sorted { $0.key < $1.key }.map { "#\($0.key)" + Self.runs(of: $0.value) }.joined(separator: "$")
  }

  private static func sixth(_ value: UInt8) -> Int { (Int(value) * 5 + 127) / 255 }

  private static func runs(of columns: [UInt8]) -> String {
    var text = ""
    var start = 0
    while start < columns.count {
      let end = columns[start...].firstIndex { $0 != columns[start] } ?? columns.count
      let character = String(Unicode.Scalar(63 + columns[start]))
      text += end - start > 3 ? "!\(end - start)\(character)" : String(repeating: character, count: end - start)
      start = end
    }
    return text
  }
}

extension Screen {
  /// Draws a picture, where that can be done.
  /// - Returns: whether it was drawn.
  package func draw(_ picture: PixelRows) -> Bool { draw { picture.codes(for: $0.pictures, colors: $0.colors) } }
}
