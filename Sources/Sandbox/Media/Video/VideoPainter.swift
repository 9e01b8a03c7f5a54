import MediaFiles

/// Paints the one coded picture from which all pictures of a video are taken.
struct VideoPainter {
  let layout: VideoLayout
  let accent: RGB

  private var cellSide: Int { layout.cell * 16 }

  /// The whole coded picture around `scene`, which covers what is seen and the travel.
  func picture(of scene: Picture) -> Picture {
    var picture = Picture(size: PixelSize(width: layout.columns * 16, height: layout.rows * 16))
    picture.withCanvas { canvas in
      canvas.copy(scene, x: 0, y: 0)
      panel(canvas)
      for digit in 0..<10 {
        let place = layout.place(ofDigit: digit)
        character(UInt8(0x30 + digit), place.column, place.row, canvas)
      }
      bar(layout.barColumn..<layout.barColumn + 1, layout.barTop, accent, canvas)
      bar(layout.barColumn + 1..<layout.barColumn + 2, layout.barTop, Self.emptyBar, canvas)
    }
    return picture
  }

  private static let emptyBar = RGB(0x3A3F4D)

  /// Caption, time code at zero and the empty bar.
  private func panel(_ canvas: Canvas) {
    let top = layout.panelTop * 16
    canvas.fill(x: 0, y: top, width: canvas.width, height: canvas.height - top, Caption.background)
    canvas.fill(x: 0, y: top, width: canvas.width, height: max(1, layout.caption.promptScale / 2), accent)
    layout.caption.drawText(on: canvas, top: top)
    canvas.fill(
      x: 0, y: layout.stripTop * 16, width: canvas.width, height: canvas.height - layout.stripTop * 16,
      Caption.background)
    for (position, mark) in "00:00:00".utf8.prefix(layout.clockLength).enumerated() {
      character(mark, position * layout.cell, layout.stripTop, canvas)
    }
    bar(layout.bar, layout.stripTop, Self.emptyBar, canvas)
  }

  private func character(_ character: UInt8, _ column: Int, _ row: Int, _ canvas: Canvas) {
    let (x, y) = (column * 16 + 3 * layout.cell, row * 16 + layout.cell)
    canvas.text([character], x: x, y: y, scale: 2 * layout.cell, RGB(0xE8E4D8))
  }

  private func bar(_ columns: Range<Int>, _ row: Int, _ color: RGB, _ canvas: Canvas) {
    canvas.fill(
      x: columns.lowerBound * 16, y: row * 16 + cellSide * 3 / 8, width: columns.count * 16, height: cellSide / 4,
      color)
  }
}
