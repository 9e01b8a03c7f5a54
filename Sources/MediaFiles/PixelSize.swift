/// Width and height in pixels.
package struct PixelSize: Hashable, Sendable {
  package let width: Int
  package let height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The most pixels that a picture may have, made or read.
  package static let mostPixels = 50_000_000
  /// The longest side of a picture that is made.
  package static let longestSide = 8192

  /// Whether both sides are at least 1 and the area is within `mostPixels`.
  package var isAllowed: Bool {
    let (area, overflow) = width.multipliedReportingOverflow(by: height)
    return width > 0 && height > 0 && !overflow && area <= Self.mostPixels
  }

  /// The nearest size that may be made: sides from 1 to `longestSide`, and
  /// lower if the area would exceed `mostPixels`.
  package var clamped: PixelSize {
    let width = min(max(width, 1), Self.longestSide)
    let height = min(max(height, 1), Self.longestSide)
    return PixelSize(width: width, height: min(height, Self.mostPixels / width))
  }
}

extension PixelSize: CustomStringConvertible {
  package var description: String { "\(width)x\(height)" }
}
