/// An opaque colour, 0 to 255 a channel.
struct RGB: Hashable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  static let black = RGB(0x000000)
  static let white = RGB(0xFFFFFF)

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour of a number written as in CSS, `0xRRGGBB`.
  init(_ code: UInt32) {
    red = UInt8(truncatingIfNeeded: code >> 16)
    green = UInt8(truncatingIfNeeded: code >> 8)
    blue = UInt8(truncatingIfNeeded: code)
  }

  /// The colour on the way from this one (0) to `other` (1).
  func mixed(with other: RGB, _ amount: Double) -> RGB {
    let share = min(max(amount, 0), 1)
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(Double(from) + (Double(to) - Double(from)) * share + 0.5)
    }
    return RGB(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The colour with this share of black, or of white, in it.
  func darkened(_ amount: Double) -> RGB { mixed(with: .black, amount) }
  func lightened(_ amount: Double) -> RGB { mixed(with: .white, amount) }

  /// How bright the colour looks, 0 to 1.
  var luminance: Double {
    (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255
  }

  /// The opaque pixel, as four bytes in memory: red, green, blue, alpha.
  var pixel: UInt32 {
    (UInt32(red) | UInt32(green) << 8 | UInt32(blue) << 16 | 0xFF00_0000).littleEndian
  }
}
