/// Paints a scene without caption: sky, sun or moon, weather, hills or sea,
/// and in front what the prompt names.
struct LandscapePainter {
  let words: PromptWords
  let palette: Palette
  var generator: SeededGenerator
  let canvas: Canvas
  /// The rows that the scene may count on being seen; below lies the caption.
  let visible: Double

  /// Prepares to paint on `canvas`, of which the lowest `covered` rows will be hidden.
  init(_ provenance: Provenance, on canvas: Canvas, covered: Int) {
    generator = provenance.generator(for: "scene")
    words = PromptWords(provenance.prompt)
    palette = Palette(words, &generator)
    self.canvas = canvas
    visible = Double(max(canvas.height - covered, 1))
  }

  var width: Double { Double(canvas.width) }
  /// The measure of shapes: the shorter side of what is seen.
  var unit: Double { min(width, visible) }
  private var isNight: Bool { palette.skyTop.luminance < 0.12 }

  mutating func paint() {
    canvas.fill(x: 0, y: 0, width: canvas.width, height: canvas.height, palette.skyBottom)
    canvas.gradient(rows: 0..<Int(visible * 0.85), from: palette.skyTop, to: palette.skyBottom)
    if isNight { stars() }
    sunOrMoon()
    clouds()
    ground()
    subject()
    fall()
  }

  private mutating func stars() {
    for _ in 0..<120 {
      let place = Point(generator.unit() * width, generator.unit() * visible * 0.7)
      let size = unit * generator.value(in: 0.0012...0.0035)
      canvas.disc(place, max(size, 0.7), RGB(0xFFFBEA), alpha: generator.value(in: 0.35...1))
    }
  }

  private mutating func sunOrMoon() {
    let place = Point(width * generator.value(in: 0.15...0.85), visible * generator.value(in: 0.16...0.42))
    let radius = unit * generator.value(in: 0.08...0.14)
    for (size, strength) in [(2.6, 0.10), (1.9, 0.13), (1.4, 0.18)] {
      canvas.disc(place, radius * size, palette.disc, alpha: isNight ? strength * 0.6 : strength)
    }
    canvas.disc(place, radius, palette.disc)
    guard isNight else { return }
    for (x, y, size) in [(-0.3, -0.2, 0.2), (0.35, 0.1, 0.15), (-0.05, 0.45, 0.12)] {
      canvas.disc(Point(place.x + x * radius, place.y + y * radius), size * radius, palette.disc.darkened(0.12))
    }
  }

  private mutating func clouds() {
    let stormy = words.weather == .storm
    let color = stormy ? palette.skyTop.darkened(0.25) : palette.skyBottom.lightened(isNight ? 0.15 : 0.55)
    for _ in 0..<(stormy ? 7 : 2 + generator.index(below: 3)) {
      let place = Point(width * generator.unit(), visible * generator.value(in: 0.06...0.4))
      let size = unit * generator.value(in: 0.07...0.15)
      cloud(place, stormy ? size * 1.6 : size, color)
    }
  }

  private func cloud(_ place: Point, _ size: Double, _ color: RGB) {
    let strength = isNight ? 0.35 : 0.75
    for (x, y, radius) in [(-1.1, 0.12, 0.45), (0, 0, 0.62), (0.95, 0.1, 0.5)] {
      let center = Point(place.x + x * size, place.y + y * size)
      canvas.ellipse(center, radius * size * 1.5, radius * size * 0.62, color, alpha: strength)
    }
  }

  private mutating func subject() {
    let mirrored = generator.unit() < 0.5
    let place = Point(width * generator.value(in: 0.38...0.62), visible * generator.value(in: 0.58...0.66))
    guard let subject = words.subject else { return touches() }
    let radius = unit * generator.value(in: 0.24...0.30)
    canvas.ellipse(Point(place.x, place.y + radius), radius * 0.9, radius * 0.12, .black, alpha: 0.22)
    let color = words.colors.first ?? subject.ownColor ?? palette.accent
    SubjectPainter(canvas: canvas, center: place, radius: radius, color: color, isMirrored: mirrored).paint(subject)
  }

  /// A few soft shapes in the accent colour where the prompt names nothing to draw.
  private mutating func touches() {
    for _ in 0..<5 {
      let place = Point(width * generator.unit(), visible * generator.value(in: 0.7...0.97))
      let radius = unit * generator.value(in: 0.02...0.06)
      canvas.disc(place, radius, palette.accent, alpha: 0.85)
      canvas.disc(Point(place.x - radius * 0.3, place.y - radius * 0.3), radius * 0.35, palette.accent.lightened(0.4))
    }
  }
}
