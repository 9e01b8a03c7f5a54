package import MediaFiles

/// A picture in memory: rows of RGBA pixels, top row first, alpha not
/// multiplied in.
package struct Picture: Hashable, Sendable {
  package let size: PixelSize
  /// 4 bytes a pixel: red, green, blue, alpha.
  package private(set) var pixels: [UInt8]

  package var width: Int { size.width }
  package var height: Int { size.height }

  /// A black, opaque picture; the size is clamped to what may be made.
  package init(size: PixelSize) {
    self.size = size.clamped
    pixels = [UInt8](repeating: 0, count: self.size.width * self.size.height * 4)
    withCanvas { $0.fill(x: 0, y: 0, width: $0.width, height: $0.height, .black) }
  }

  /// The picture of these pixels; nil if their count does not fit `size` or
  /// the size is not allowed.
  package init?(size: PixelSize, pixels: [UInt8]) {
    guard size.isAllowed, pixels.count == size.width * size.height * 4 else { return nil }
    self.size = size
    self.pixels = pixels
  }

  /// Whether no pixel is the least bit transparent.
  package var isOpaque: Bool {
    pixels.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt32.self) else { return true }
      var (all, index) = (UInt32.max, 0)
      while index < bytes.count / 4 {
        all &= base[index]
        index &+= 1
      }
      return UInt32(littleEndian: all) >> 24 == 255
    }
  }

  /// Draws into the picture. The canvas must not outlive the call.
  mutating func withCanvas(_ draw: (Canvas) -> Void) {
    let size = size
    pixels.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      draw(Canvas(size: size, pixels: base.assumingMemoryBound(to: UInt32.self)))
    }
  }

  /// Reads the picture as 32-bit pixels, red in the lowest byte.
  func withPixels<Result>(_ read: (UnsafePointer<UInt32>) -> Result) -> Result? {
    pixels.withUnsafeBytes { bytes in
      bytes.baseAddress.map { read($0.assumingMemoryBound(to: UInt32.self)) }
    }
  }
}
