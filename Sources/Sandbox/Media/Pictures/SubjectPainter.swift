/// Draws one subject around a point, in units of its radius: x to the right
/// and y downwards from -1 to 1.
struct SubjectPainter {
  let canvas: Canvas
  let center: Point
  let radius: Double
  let color: RGB
  /// Whether the subject looks to the left.
  let isMirrored: Bool

  private var shade: RGB { color.darkened(0.25) }
  private var light: RGB { color.lightened(0.3) }
  private var dark: RGB { RGB(0x1D1A22) }

  private func at(_ x: Double, _ y: Double) -> Point {
    Point(center.x + (isMirrored ? -x : x) * radius, center.y + y * radius)
  }

  private func oval(_ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, _ color: RGB) {
    canvas.ellipse(at(x, y), radiusX * radius, radiusY * radius, color)
  }

  private func shape(_ color: RGB, _ corners: (Double, Double)...) {
    canvas.polygon(corners.map { at($0.0, $0.1) }, color)
  }

  func paint(_ subject: Subject) {
    switch subject {
    case .bird: bird()
    case .cat: face(ears: [(-0.75, -0.95), (-0.6, -0.1), (-0.1, -0.55)])
    case .dog: dog()
    case .fish: fish()
    case .tree: tree()
    case .house: house()
    case .boat: boat()
    case .flower: flower()
    case .balloon: balloon()
    case .robot: robot()
    case .heart: heart()
    case .person: person()
    case .car: car()
    case .fruit: fruit()
    }
  }

  private func bird() {
    shape(shade, (-0.5, 0.1), (-1.15, 0.1), (-1.05, 0.45), (-0.4, 0.4))
    oval(0, 0.15, 0.7, 0.5, color)
    oval(0.52, -0.28, 0.34, 0.34, color)
    shape(RGB(0xF2A93B), (0.82, -0.36), (1.15, -0.2), (0.8, -0.12))
    shape(shade, (0.3, -0.05), (-0.55, -0.75), (-0.55, 0.2), (0, 0.4))
    oval(0.6, -0.36, 0.07, 0.07, dark)
    shape(dark, (-0.1, 0.62), (-0.04, 0.62), (-0.04, 0.95), (-0.1, 0.95))
    shape(dark, (0.16, 0.62), (0.22, 0.62), (0.22, 0.95), (0.16, 0.95))
  }

  private func face(ears: [(Double, Double)]) {
    for side in [-1.0, 1] {
      canvas.polygon(ears.map { at($0.0 * side, $0.1) }, shade)
    }
    oval(0, 0.1, 0.78, 0.7, color)
    oval(0, 0.4, 0.34, 0.24, light)
    for side in [-0.3, 0.3] {
      oval(side, 0, 0.13, 0.17, .white)
      oval(side, 0.02, 0.07, 0.13, dark)
    }
    shape(dark, (-0.1, 0.26), (0.1, 0.26), (0, 0.38))
  }

  private func dog() {
    face(ears: [])
    for side in [-0.72, 0.72] { oval(side, -0.05, 0.2, 0.5, shade) }
  }

  private func fish() {
    shape(shade, (-0.55, 0), (-1.1, -0.5), (-1, 0), (-1.1, 0.5))
    shape(shade, (-0.3, -0.3), (0.1, -0.75), (0.3, -0.3))
    oval(0.1, 0, 0.85, 0.48, color)
    oval(0.1, 0.16, 0.6, 0.24, light)
    oval(0.6, -0.1, 0.11, 0.11, .white)
    oval(0.62, -0.1, 0.06, 0.06, dark)
  }

  private func tree() {
    shape(RGB(0x6B4A32), (-0.1, 0.2), (0.1, 0.2), (0.14, 1), (-0.14, 1))
    oval(-0.35, -0.1, 0.5, 0.45, shade)
    oval(0.35, -0.05, 0.5, 0.42, shade)
    oval(0, -0.45, 0.6, 0.52, color)
    oval(-0.15, -0.58, 0.3, 0.22, light)
  }

  private func house() {
    shape(color, (-0.7, -0.1), (0.7, -0.1), (0.7, 0.95), (-0.7, 0.95))
    shape(shade, (-0.9, -0.1), (0, -0.85), (0.9, -0.1))
    shape(dark, (-0.18, 0.4), (0.18, 0.4), (0.18, 0.95), (-0.18, 0.95))
    for side in [-0.45, 0.45] {
      shape(RGB(0xFFE9A8), (side - 0.14, 0.1), (side + 0.14, 0.1), (side + 0.14, 0.38), (side - 0.14, 0.38))
    }
  }

  private func boat() {
    shape(RGB(0xF6F1E4), (0, -1), (0, 0.4), (0.75, 0.4))
    shape(color, (-0.08, -0.85), (-0.08, 0.4), (-0.6, 0.4))
    shape(shade, (-0.95, 0.5), (0.95, 0.5), (0.6, 0.9), (-0.6, 0.9))
  }

  private func flower() {
    shape(RGB(0x3C7A42), (-0.05, 0.1), (0.05, 0.1), (0.05, 1), (-0.05, 1))
    oval(0.25, 0.68, 0.24, 0.09, RGB(0x4E9652))
    for (x, y) in [(0, -0.68), (0.36, -0.42), (0.22, 0), (-0.22, 0), (-0.36, -0.42)] { oval(x, y, 0.29, 0.29, color) }
    oval(0, -0.3, 0.22, 0.22, RGB(0xF8D25C))
  }

  private func balloon() {
    shape(shade, (-0.3, 0.35), (-0.16, 0.75), (0.16, 0.75), (0.3, 0.35))
    oval(0, -0.25, 0.72, 0.72, color)
    oval(0, -0.25, 0.4, 0.72, light)
    oval(0, -0.25, 0.16, 0.72, color)
    shape(RGB(0x7A5233), (-0.18, 0.72), (0.18, 0.72), (0.15, 1), (-0.15, 1))
  }

  private func robot() {
    shape(dark, (-0.03, -1), (0.03, -1), (0.03, -0.7), (-0.03, -0.7))
    oval(0, -0.98, 0.09, 0.09, light)
    shape(color, (-0.5, -0.72), (0.5, -0.72), (0.5, -0.02), (-0.5, -0.02))
    shape(shade, (-0.65, 0.06), (0.65, 0.06), (0.55, 0.95), (-0.55, 0.95))
    for side in [-0.22, 0.22] { oval(side, -0.42, 0.13, 0.13, RGB(0xFFF3B0)) }
    shape(dark, (-0.25, -0.2), (0.25, -0.2), (0.25, -0.13), (-0.25, -0.13))
  }

  private func heart() {
    for side in [-0.38, 0.38] { oval(side, -0.25, 0.45, 0.45, color) }
    shape(color, (-0.8, -0.07), (0.8, -0.07), (0, 0.85))
    oval(-0.45, -0.35, 0.13, 0.13, light)
  }

  private func person() {
    oval(0, 0.95, 0.75, 0.7, color)
    shape(RGB(0xD9A77E), (-0.14, 0.05), (0.14, 0.05), (0.16, 0.4), (-0.16, 0.4))
    oval(0, -0.35, 0.42, 0.48, RGB(0xE8BB92))
    oval(0, -0.66, 0.44, 0.26, RGB(0x4A3326))
    for side in [-0.16, 0.16] { oval(side, -0.33, 0.05, 0.06, dark) }
  }

  private func car() {
    shape(shade, (-0.5, -0.35), (0.3, -0.35), (0.6, 0.1), (-0.7, 0.1))
    shape(RGB(0xCFE6F0), (-0.42, -0.26), (-0.05, -0.26), (-0.05, 0.05), (-0.55, 0.05))
    shape(RGB(0xCFE6F0), (0.03, -0.26), (0.26, -0.26), (0.46, 0.05), (0.03, 0.05))
    shape(color, (-1, 0.08), (0.95, 0.08), (1.05, 0.5), (-1, 0.5))
    for side in [-0.55, 0.55] {
      oval(side, 0.52, 0.24, 0.24, dark)
      oval(side, 0.52, 0.1, 0.1, RGB(0xC9CED6))
    }
  }

  private func fruit() {
    oval(-0.16, 0.15, 0.6, 0.68, color)
    oval(0.16, 0.15, 0.6, 0.68, color)
    oval(-0.3, -0.12, 0.15, 0.2, light)
    shape(RGB(0x5B3F2A), (-0.04, -0.75), (0.04, -0.75), (0.04, -0.4), (-0.04, -0.4))
    oval(0.26, -0.66, 0.26, 0.11, RGB(0x4E9652))
  }
}
