extension Canvas {
  /// A filled ellipse around `center`; `alpha` from 0 to 1.
  func ellipse(_ center: Point, _ radiusX: Double, _ radiusY: Double, _ color: RGB, alpha: Double = 1) {
    guard radiusX > 0, radiusY > 0 else { return }
    for y in rows(from: center.y - radiusY, to: center.y + radiusY) {
      let height = (Double(y) + 0.5 - center.y) / radiusY
      let half = radiusX * max(0, 1 - height * height).squareRoot()
      span(y: y, from: center.x - half, to: center.x + half, color, alpha: alpha)
    }
  }

  /// A filled disc; `alpha` from 0 to 1.
  func disc(_ center: Point, _ radius: Double, _ color: RGB, alpha: Double = 1) {
    ellipse(center, radius, radius, color, alpha: alpha)
  }

  /// A filled polygon, by the even-odd rule; `alpha` from 0 to 1.
  func polygon(_ points: [Point], _ color: RGB, alpha: Double = 1) {
    guard let top = points.map(\.y).min(), let bottom = points.map(\.y).max() else { return }
    let edges = zip(points, points.dropFirst() + points.prefix(1))
    for y in rows(from: top, to: bottom) {
      let middle = Double(y) + 0.5
      let crossings = edges.filter { ($0.y <= middle) != ($1.y <= middle) }
        .map { $0.x + (middle - $0.y) / ($1.y - $0.y) * ($1.x - $0.x) }
        .sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        span(y: y, from: crossings[pair], to: crossings[pair + 1], color, alpha: alpha)
      }
    }
  }

  /// A sky or a backdrop: each row of the range one colour, from `top` to `bottom`.
  func gradient(rows range: Range<Int>, from top: RGB, to bottom: RGB) {
    for y in range {
      let share = Double(y - range.lowerBound) / Double(max(range.count - 1, 1))
      fill(x: 0, y: y, width: width, height: 1, top.mixed(with: bottom, share))
    }
  }

  /// Everything below a line of hills, whose height in pixels from the top is
  /// `heights[x]`, darkening or brightening downwards row by row.
  func ridge(_ heights: [Double], from top: RGB, to bottom: RGB) {
    guard heights.count >= width, let peak = heights.min() else { return }
    for y in rows(from: peak, to: Double(height)) {
      let share = (Double(y) - peak) / max(Double(height) - peak, 1)
      ridgeRow(y, heights, top.mixed(with: bottom, share).pixel)
    }
  }

  private func ridgeRow(_ y: Int, _ heights: [Double], _ pixel: UInt32) {
    let (row, edge) = (pixels + y &* width, Double(y))
    heights.withUnsafeBufferPointer { buffer in
      guard let heights = buffer.baseAddress else { return }
      var x = 0
      while x < width {
        let covered = edge - heights[x]
        if covered >= 0 {
          row[x] = pixel
        } else if covered > -1 {
          Self.blend(row + x, pixel, UInt32((covered + 1) * 256))
        }
        x &+= 1
      }
    }
  }

  private func rows(from top: Double, to bottom: Double) -> Range<Int> {
    let first = Int(min(max(top.rounded(.down), 0), Double(height)))
    let end = Int(min(max(bottom.rounded(.up), 0), Double(height)))
    return first..<max(first, end)
  }
}
