/// A picture as video has it: brightness in full, colour at half width and
/// height, BT.709 in the limited range. Width and height are even.
struct PlanarPicture {
  let width: Int
  let height: Int
  var luma: [UInt8]
  var blue: [UInt8]
  var red: [UInt8]

  /// Converts a picture whose sides are even.
  init(_ picture: Picture) {
    (width, height) = (picture.width, picture.height)
    luma = [UInt8](repeating: 16, count: width * height)
    blue = [UInt8](repeating: 128, count: width * height / 4)
    red = blue
    _ = picture.withPixels { pixels in
      for row in stride(from: 0, to: height - 1, by: 2) { convert(pixels + row * width, row) }
    }
  }

  /// Converts two rows.
  private mutating func convert(_ pixels: UnsafePointer<UInt32>, _ row: Int) {
    luma.withUnsafeMutableBufferPointer { buffer in
      guard let luma = buffer.baseAddress else { return }
      Self.brightness(pixels, into: luma + row * width, count: width * 2)
    }
    blue.withUnsafeMutableBufferPointer { blue in
      red.withUnsafeMutableBufferPointer { red in
        guard let blue = blue.baseAddress, let red = red.baseAddress else { return }
        let start = row / 2 * (width / 2)
        Self.color(pixels, pixels + width, blue + start, red + start, count: width / 2)
      }
    }
  }

  private static func brightness(_ pixels: UnsafePointer<UInt32>, into luma: UnsafeMutablePointer<UInt8>, count: Int) {
    var index = 0
    while index < count {
      let pixel = pixels[index]
      let weighted = (pixel & 0xFF) &* 47 &+ (pixel >> 8 & 0xFF) &* 157 &+ (pixel >> 16 & 0xFF) &* 16 &+ 4224
      luma[index] = UInt8(truncatingIfNeeded: weighted >> 8)
      index &+= 1
    }
  }

  private static func color(
    _ upper: UnsafePointer<UInt32>, _ lower: UnsafePointer<UInt32>, _ blue: UnsafeMutablePointer<UInt8>,
    _ red: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    var index = 0
    while index < count {
      let (a, b, c, d) = (upper[2 &* index], upper[2 &* index &+ 1], lower[2 &* index], lower[2 &* index &+ 1])
      let even = (a & 0xFF00FF) &+ (b & 0xFF00FF) &+ (c & 0xFF00FF) &+ (d & 0xFF00FF)
      let odd = (a >> 8 & 0xFF) &+ (b >> 8 & 0xFF) &+ (c >> 8 & 0xFF) &+ (d >> 8 & 0xFF)
      let (r, g, b4) = (Int(even & 0xFFFF), Int(odd), Int(even >> 16))
      // Sums of four pixels, hence 10 bits instead of 8; 131584 is 128 and a half.
      blue[index] = UInt8(truncatingIfNeeded: (112 &* b4 &- 26 &* r &- 86 &* g &+ 131_584) >> 10)
      red[index] = UInt8(truncatingIfNeeded: (112 &* r &- 102 &* g &- 10 &* b4 &+ 131_584) >> 10)
      index &+= 1
    }
  }
}
