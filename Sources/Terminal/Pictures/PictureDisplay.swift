/// How a terminal can be made to show a picture.
package enum PictureDisplay: String, Sendable, Hashable, CaseIterable {
  /// The graphics protocol of kitty, Ghostty, WezTerm, Konsole.
  case kitty
  /// Inline images as iTerm2 has them.
  case iterm
  /// The pictures of DEC's terminals: foot, mlterm, xterm -ti vt340.
  case sixel
  /// Two colours a cell, by an upper half block.
  case blocks
  case none

  /// As the environment says; `FALSH_PICTURES` says it outright. A
  /// multiplexer lets no pictures through.
  package init(environment: [String: String], isTerminal: Bool, colors: Capabilities.Colors) {
    let isMultiplexed = environment["TMUX"] != nil || environment["STY"] != nil
    let known = isMultiplexed ? nil : Self.known(environment)
    let named = environment["FALSH_PICTURES"].flatMap(PictureDisplay.init(rawValue:))
    self = isTerminal ? named ?? known ?? (colors == .none ? .none : .blocks) : .none
  }

  /// What a terminal that says its name has; nil for any other.
  private static func known(_ environment: [String: String]) -> PictureDisplay? {
    let term = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    if environment["KITTY_WINDOW_ID"] != nil || ["ghostty", "WezTerm"].contains(program) { return .kitty }
    if term.contains("kitty") || term.contains("ghostty") { return .kitty }
    if program == "iTerm.app" || environment["LC_TERMINAL"] == "iTerm2" { return .iterm }
    return term.hasPrefix("foot") || term.hasPrefix("mlterm") || term.contains("sixel") ? .sixel : nil
  }
}

/// Pixels to be shown, as rows of RGBA, the top row first.
package struct PixelRows: Sendable, Hashable {
  package let width: Int
  package let height: Int
  package let pixels: [UInt8]
  /// The same as a PNG, for terminals that decode themselves.
  package let png: [UInt8]

  /// - Returns: nil unless there are four bytes for each pixel.
  package init?(width: Int, height: Int, pixels: [UInt8], png: [UInt8]) {
    guard width > 0, height > 0, pixels.count == width * height * 4 else { return nil }
    self.width = width
    self.height = height
    self.pixels = pixels
    self.png = png
  }

  /// Red, green and blue of a pixel, over black where it is transparent.
  func color(_ x: Int, _ y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    guard x < width, y < height else { return (0, 0, 0) }
    let start = (y * width + x) * 4
    let alpha = Int(pixels[start + 3])
    func over(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: Int(pixels[start + index]) * alpha / 255) }
    return (over(0), over(1), over(2))
  }
}
