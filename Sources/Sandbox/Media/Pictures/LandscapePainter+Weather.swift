extension LandscapePainter {
  /// Snow flakes, strokes of rain, or banks of mist.
  mutating func fall() {
    switch words.weather {
    case .clear: return
    case .snow: (0..<160).forEach { _ in flake() }
    case .storm: (0..<140).forEach { _ in stroke() }
    case .fog: (0..<6).forEach { _ in bank() }
    }
  }

  private mutating func flake() {
    let place = Point(generator.unit() * width, generator.unit() * visible)
    let radius = max(unit * generator.value(in: 0.003...0.009), 1)
    canvas.disc(place, radius, .white, alpha: generator.value(in: 0.5...0.95))
  }

  private mutating func stroke() {
    let (x, y) = (generator.unit() * width, generator.unit() * visible)
    let (length, breadth) = (unit * generator.value(in: 0.03...0.07), max(unit * 0.002, 1))
    let foot = Point(x - length * 0.3, y + length)
    canvas.polygon(
      [Point(x, y), Point(x + breadth, y), Point(foot.x + breadth, foot.y), foot], RGB(0xDCE6F0), alpha: 0.45)
  }

  private mutating func bank() {
    let place = Point(generator.unit() * width, visible * generator.value(in: 0.45...0.95))
    canvas.ellipse(place, width * 0.5, visible * 0.05, RGB(0xE6E9EB), alpha: 0.3)
  }
}
