import MediaFiles

/// Lays pictures side by side in a grid.
enum ContactSheet {
  /// Fits each of the pictures into a cell of the grid, which takes the upper
  /// `height` rows of the canvas, and tints it there.
  static func place(_ pictures: [Picture], on canvas: Canvas, height: Int, tint: Tint) {
    let columns = pictures.count < 4 ? pictures.count : (pictures.count < 5 ? 2 : 3)
    guard columns > 0 else { return }
    let rows = (pictures.count + columns - 1) / columns
    let cell = PixelSize(width: max(canvas.width / columns, 1), height: max(height / rows, 1))
    for (index, picture) in pictures.enumerated() {
      let fitted = picture.scaled(to: picture.fitted(into: cell))
      let x = index % columns * cell.width + (cell.width - fitted.width) / 2
      let y = index / columns * cell.height + (cell.height - fitted.height) / 2
      canvas.copy(fitted, x: x, y: y, tint: tint)
    }
  }
}

extension Canvas {
  /// Copies a picture with its upper left corner at `x`, `y`, clipped to the
  /// canvas on the right and below; transparent places take the canvas's colour.
  func copy(_ picture: Picture, x: Int, y: Int, tint: Tint? = nil) {
    let columns = min(picture.width, width - x)
    guard x >= 0, y >= 0, columns > 0 else { return }
    let opaque = picture.isOpaque
    _ = picture.withPixels { source in
      for row in 0..<max(0, min(picture.height, height - y)) {
        let target = pixels + ((y + row) * width + x)
        let from = source + row * picture.width
        if opaque { target.update(from: from, count: columns) } else { overlay(from, on: target, columns) }
        tint?.apply(to: target, count: columns)
      }
    }
  }

  private func overlay(_ source: UnsafePointer<UInt32>, on target: UnsafeMutablePointer<UInt32>, _ count: Int) {
    var x = 0
    while x < count {
      let pixel = UInt32(littleEndian: source[x])
      let alpha = pixel >> 24
      Self.blend(target + x, (pixel | 0xFF00_0000).littleEndian, alpha &+ alpha >> 7)
      x &+= 1
    }
  }
}
