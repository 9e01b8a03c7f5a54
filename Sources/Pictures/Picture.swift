import CImageCodecs
package import MediaFiles

/// A picture as rows of RGBA pixels, the top row first.
package struct Picture: Sendable, Hashable {
  package let size: PixelSize
  /// Four bytes a pixel.
  package let pixels: [UInt8]

  /// The largest side, and the most pixels, of what is decoded: a small file
  /// may claim much memory.
  private static let longestSide = 1 << 14
  private static let mostPixels = 64 << 20

  /// - Returns: nil unless there are four bytes for each pixel.
  package init?(size: PixelSize, pixels: [UInt8]) {
    guard size.width > 0, size.height > 0, size.width <= Self.longestSide, size.height <= Self.longestSide,
      pixels.count == size.width * size.height * 4
    else { return nil }
    self.size = size
    self.pixels = pixels
  }

  /// Reads the first picture of a PNG, JPEG, GIF, BMP or WebP.
  /// - Returns: nil if it cannot be read, or is too large to be.
  package init?(decoding bytes: [UInt8]) {
    let reader = ByteReader(bytes)
    let isWebP = reader.has("RIFF") && reader.has("WEBP", at: 8)
    let (known, size) = Self.read(bytes, isWebP ? image_codecs_webp_size : image_codecs_size)
    guard known != 0, Self.isAllowed(size) else { return nil }
    let (pixels, decoded) = Self.read(bytes, isWebP ? image_codecs_webp_decode : image_codecs_decode)
    guard let pixels else { return nil }
    defer { image_codecs_free(pixels) }
    guard decoded == size else { return nil }
    self.init(
      size: size, pixels: Array(UnsafeBufferPointer(start: pixels, count: size.width * size.height * 4)))
  }

  private static func isAllowed(_ size: PixelSize) -> Bool {
    (1...longestSide).contains(size.width) && (1...longestSide).contains(size.height)
      && size.width * size.height <= mostPixels
  }

  /// Calls a codec that returns something and reports a size beside it.
  private static func read<Result>(
    _ bytes: [UInt8],
    _ codec: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?) -> Result
  ) -> (Result, PixelSize) {
    var (width, height): (Int32, Int32) = (0, 0)
    let result = bytes.withUnsafeBufferPointer { codec($0.baseAddress, $0.count, &width, &height) }
    return (result, PixelSize(width: Int(width), height: Int(height)))
  }

  /// The picture as a PNG; empty if there is no memory for it.
  package var png: [UInt8] {
    var count = 0
    let bytes = pixels.withUnsafeBufferPointer {
      image_codecs_png($0.baseAddress, Int32(size.width), Int32(size.height), 4, &count)
    }
    guard let bytes else { return [] }
    defer { image_codecs_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// The picture so small that it lies within `limit`, its proportions kept.
  /// One that does is given as it is. Each pixel is the mean of those that it
  /// stands for.
  package func fitted(into limit: PixelSize) -> Picture {
    let scale = min(
      1, Double(max(1, limit.width)) / Double(size.width), Double(max(1, limit.height)) / Double(size.height))
    guard scale < 1 else { return self }
    let target = PixelSize(
      width: max(1, Int(Double(size.width) * scale)), height: max(1, Int(Double(size.height) * scale)))
    var scaled = [UInt8](repeating: 0, count: target.width * target.height * 4)
    for y in 0..<target.height {
      let rows = Self.stretch(y, of: target.height, over: size.height)
      for x in 0..<target.width {
        let mean = mean(rows, Self.stretch(x, of: target.width, over: size.width))
        for channel in 0..<4 { scaled[(y * target.width + x) * 4 + channel] = mean[channel] }
      }
    }
    return Picture(size: target, pixels: scaled) ?? self
  }

  /// What one of `count` pixels stands for on a side of `length`.
  private static func stretch(_ index: Int, of count: Int, over length: Int) -> Range<Int> {
    let start = index * length / count
    return start..<max(start + 1, (index + 1) * length / count)
  }

  private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> SIMD4<UInt8> {
    var sum = SIMD4<Int>()
    for y in rows {
      for x in columns {
        let start = (y * size.width + x) * 4
        sum &+= SIMD4(Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]), Int(pixels[start + 3]))
      }
    }
    let count = rows.count * columns.count
    return SIMD4(truncatingIfNeeded: sum / SIMD4(repeating: count))
  }
}
