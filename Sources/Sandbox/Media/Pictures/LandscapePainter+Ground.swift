#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What lies below the sky.
extension LandscapePainter {
  mutating func ground() {
    switch words.ground {
    case .sea: sea()
    case .city: city()
    case .hills, .forest, .desert: hills(from: 0.52, count: 4)
    }
  }

  /// Hills one behind the other, nearer ones lower and darker.
  private mutating func hills(from top: Double, count: Int) {
    for layer in 0..<count {
      let share = Double(layer) / Double(max(count - 1, 1))
      let base = visible * (top + (0.92 - top) * share)
      let heights = ridgeLine(base: base, swing: visible * (0.10 - 0.05 * share), roughness: 1 - share)
      let color = palette.far.mixed(with: palette.near, share)
      canvas.ridge(heights, from: color, to: color.darkened(0.3))
      if words.ground == .forest { trees(along: heights, color.darkened(0.15), size: unit * (0.03 + 0.05 * share)) }
    }
  }

  private mutating func ridgeLine(base: Double, swing: Double, roughness: Double) -> [Double] {
    let waves = (1...4).map { octave in
      let order = Double(octave)
      let pace = generator.value(in: 0.6...1.4) * order * 2 * Double.pi / (width * 1.1)
      let strength = swing / order * (octave > 2 ? roughness : 1)
      return (pace: pace, phase: generator.value(in: 0...6.28), strength: strength)
    }
    return (0..<canvas.width).map { x in
      waves.reduce(base) { $0 + sin(Double(x) * $1.pace + $1.phase) * $1.strength }
    }
  }

  private mutating func trees(along heights: [Double], _ color: RGB, size: Double) {
    var x = generator.value(in: 0...max(size, 1))
    while x < width {
      let foot = heights[min(Int(x), heights.count - 1)] + size * 0.3
      let height = size * generator.value(in: 1.2...2.4)
      for (share, half) in [(0.0, 0.5), (0.3, 0.38), (0.6, 0.26)] {
        let (low, peak) = (foot - height * share, foot - height * (share + 0.5))
        canvas.polygon([Point(x - size * half, low), Point(x, peak), Point(x + size * half, low)], color)
      }
      x += max(size * generator.value(in: 0.5...1.5), 2)
    }
  }

  /// A far coast, water to the lower edge and glints on it.
  private mutating func sea() {
    let horizon = visible * 0.58
    canvas.ridge(
      ridgeLine(base: horizon - visible * 0.03, swing: visible * 0.03, roughness: 1), from: palette.far,
      to: palette.far)
    let deep = palette.near.mixed(with: RGB(0x12456B), 0.55)
    let flat = [Double](repeating: horizon, count: canvas.width)
    canvas.ridge(flat, from: palette.skyBottom.mixed(with: deep, 0.45), to: deep)
    for _ in 0..<70 {
      let depth = generator.unit()
      let (length, y) = (unit * (0.02 + 0.12 * depth), horizon + (visible * 1.02 - horizon) * depth)
      let place = Point(generator.unit() * width, y)
      canvas.ellipse(place, length, max(unit * 0.0035 * (0.4 + depth), 0.6), palette.disc, alpha: 0.28)
    }
  }

  /// Two rows of towers with lit windows before low hills.
  private mutating func city() {
    hills(from: 0.6, count: 1)
    for (color, height) in [(palette.far, 0.5), (palette.near, 0.32)] {
      var x = -unit * 0.05
      while x < width {
        let breadth = unit * generator.value(in: 0.07...0.13)
        let tall = visible * height * generator.value(in: 0.5...1.2)
        tower(Int(x), Int(visible - tall), Int(breadth), color)
        x += breadth + unit * generator.value(in: 0...0.02)
      }
    }
  }

  private mutating func tower(_ x: Int, _ top: Int, _ breadth: Int, _ color: RGB) {
    canvas.fill(x: x, y: top, width: breadth, height: canvas.height - top, color)
    let step = max(breadth / 5, 3)
    for y in stride(from: top + step, to: Int(visible), by: step * 2) {
      for column in stride(from: x + step, to: x + breadth - step / 2, by: step + step / 2)
      where generator.unit() < 0.45 {
        canvas.fill(x: column, y: y, width: max(step / 2, 1), height: step, palette.disc.mixed(with: color, 0.25))
      }
    }
  }
}
