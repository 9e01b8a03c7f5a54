/// A foreground colour: one of the sixteen that the terminal's theme
/// defines, or an exact one.
package enum Color: Sendable, Hashable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

extension Color {
  private static let named: [(color: Color, red: Int, green: Int, blue: Int)] = [
    (.black, 0, 0, 0), (.red, 205, 0, 0), (.green, 0, 205, 0), (.yellow, 205, 205, 0),
    (.blue, 0, 0, 238), (.magenta, 205, 0, 205), (.cyan, 0, 205, 205), (.white, 229, 229, 229),
    (.brightBlack, 127, 127, 127), (.brightRed, 255, 0, 0), (.brightGreen, 0, 255, 0), (.brightYellow, 255, 255, 0),
    (.brightBlue, 92, 92, 255), (.brightMagenta, 255, 0, 255), (.brightCyan, 0, 255, 255),
    (.brightWhite, 255, 255, 255),
  ]

  /// The parameters of "select graphic rendition" for this colour, the
  /// nearest of the sixteen where exact ones cannot be had.
  func parameters(exact: Bool) -> String {
    guard case .rgb(let red, let green, let blue) = self else {
      let index = Self.named.firstIndex { $0.color == self } ?? 0
      return String(index < 8 ? 30 + index : 82 + index)
    }
    if exact { return "38;2;\(red);\(green);\(blue)" }
    return Self.nearest(Int(red), Int(green), Int(blue)).parameters(exact: false)
  }

  private static func nearest(_ red: Int, _ green: Int, _ blue: Int) -> Color {
    func distance(_ entry: (color: Color, red: Int, green: Int, blue: Int)) -> Int {
      let (r, g, b) = (entry.red - red, entry.green - green, entry.blue - blue)
      return r * r + g * g + b * b
    }
    return named.min { distance($0) < distance($1) }?.color ?? .white
  }
}
