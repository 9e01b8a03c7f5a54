import MediaFiles

extension Picture {
  /// The largest size of the picture's shape that fits into `bounds`.
  func fitted(into bounds: PixelSize) -> PixelSize {
    let scale = min(Double(bounds.width) / Double(width), Double(bounds.height) / Double(height))
    return scaledSize(scale)
  }

  /// The smallest size of the picture's shape that covers `bounds`.
  func covering(_ bounds: PixelSize) -> PixelSize {
    let scale = max(Double(bounds.width) / Double(width), Double(bounds.height) / Double(height))
    return scaledSize(scale)
  }

  private func scaledSize(_ scale: Double) -> PixelSize {
    PixelSize(width: Int(Double(width) * scale + 0.5), height: Int(Double(height) * scale + 0.5)).clamped
  }

  /// The part with its upper left corner at `x`, `y`, black where the picture ends.
  func cropped(x: Int, y: Int, to target: PixelSize) -> Picture {
    var result = Picture(size: target)
    let (columns, rows) = (min(result.width, width - x), min(result.height, height - y))
    guard x >= 0, y >= 0, columns > 0, rows > 0 else { return result }
    _ = withPixels { source in
      result.withCanvas { canvas in
        for row in 0..<rows {
          (canvas.pixels + row * canvas.width).update(from: source + ((y + row) * width + x), count: columns)
        }
      }
    }
    return result
  }

  /// The picture at another size, transparent places made dark. Reduction by
  /// more than half averages; what remains is interpolated between four pixels.
  func scaled(to target: PixelSize) -> Picture {
    let target = target.clamped
    guard target != size else { return self }
    if width >= target.width * 2, height >= target.height * 2 { return halved().scaled(to: target) }
    var result = Picture(size: target)
    _ = withPixels { source in
      result.withCanvas { canvas in
        let columns = Self.steps(from: width, to: target.width)
        for y in 0..<target.height {
          let row = Self.step(y, from: height, to: target.height)
          interpolate(source, row, columns, into: canvas.pixels + y * target.width)
        }
      }
    }
    return result
  }

  /// Where a pixel of the result lies in the source: in 256ths of a pixel.
  private static func step(_ position: Int, from source: Int, to target: Int) -> Int {
    let middle = ((2 * position + 1) * source * 128) / target - 128
    return min(max(middle, 0), (source - 1) * 256)
  }

  private static func steps(from source: Int, to target: Int) -> [Int] {
    (0..<target).map { step($0, from: source, to: target) }
  }

  private func interpolate(
    _ source: UnsafePointer<UInt32>, _ row: Int, _ columns: [Int], into target: UnsafeMutablePointer<UInt32>
  ) {
    let upper = source + (row >> 8) * width
    let lower = row >> 8 < height - 1 ? upper + width : upper
    columns.withUnsafeBufferPointer { buffer in
      guard let columns = buffer.baseAddress else { return }
      var x = 0
      while x < buffer.count {
        let left = columns[x] >> 8
        let right = left < width &- 1 ? left &+ 1 : left
        let share = UInt32(truncatingIfNeeded: columns[x] & 0xFF)
        target[x] = upper[left]
        Canvas.blend(target + x, upper[right], share)
        var below = lower[left]
        Canvas.blend(&below, lower[right], share)
        Canvas.blend(target + x, below, UInt32(truncatingIfNeeded: row & 0xFF))
        x &+= 1
      }
    }
  }

  /// Half the width and height, each pixel the mean of four.
  private func halved() -> Picture {
    var result = Picture(size: PixelSize(width: width / 2, height: height / 2))
    _ = withPixels { source in
      result.withCanvas { canvas in
        for y in 0..<canvas.height {
          halve(source + 2 * y * width, into: canvas.pixels + y * canvas.width, count: canvas.width)
        }
      }
    }
    return result
  }

  private func halve(_ source: UnsafePointer<UInt32>, into target: UnsafeMutablePointer<UInt32>, count: Int) {
    let below = source + width
    var x = 0
    while x < count {
      let (a, b, c, d) = (source[2 &* x], source[2 &* x &+ 1], below[2 &* x], below[2 &* x &+ 1])
      let even = (a & 0xFF00FF) &+ (b & 0xFF00FF) &+ (c & 0xFF00FF) &+ (d & 0xFF00FF)
      let odd = (a >> 8 & 0xFF00FF) &+ (b >> 8 & 0xFF00FF) &+ (c >> 8 & 0xFF00FF) &+ (d >> 8 & 0xFF00FF)
      target[x] = (even >> 2 & 0xFF00FF) | (odd >> 2 & 0xFF00FF) << 8
      x &+= 1
    }
  }
}
