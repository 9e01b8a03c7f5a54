#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The objects.
extension MeshMaker {
  /// A ball of bands whose corners are pushed in and out.
  static func rock(_ color: RGB, roughness: Double, _ generator: inout SeededGenerator) -> Mesh.Part {
    let (bands, sides) = (7, 10)
    let rings = (0...bands).map { band -> [Vector] in
      let angle = Double.pi * Double(band) / Double(bands)
      let isPole = band == 0 || band == bands
      let pole = 1 - roughness * generator.unit()
      return (0..<sides).map { side in
        let radius = isPole ? pole : 1 - roughness * generator.unit()
        let turn = 2 * Double.pi * Double(side) / Double(sides)
        return Vector(sin(angle) * cos(turn), cos(angle), sin(angle) * sin(turn)) * radius
      }
    }
    return Mesh.Part(color: color, triangles: skin(rings))
  }

  /// A profile turned around the vertical.
  static func vase(_ color: RGB, _ generator: inout SeededGenerator) -> Mesh.Part {
    let (belly, neck) = (generator.value(in: 0.5...0.9), generator.value(in: 0.2...0.4))
    let profile = [(1, 0), (1, neck + 0.15), (0.75, neck), (0.3, belly * 0.8), (-0.2, belly), (-0.7, belly * 0.7)]
    return lathe(color, profile + [(-1, 0.35), (-1, 0)])
  }

  static func tree(_ color: RGB, _ generator: inout SeededGenerator) -> Mesh {
    var parts = [lathe(RGB(0x6B4A32), [(-0.3, 0), (-0.3, 0.12), (-1.1, 0.16), (-1.1, 0)])]
    for (foot, radius) in [(-0.55, 0.8), (-0.05, 0.62), (0.4, 0.42)] {
      let wide = radius * generator.value(in: 0.9...1.1)
      parts.append(lathe(color.lightened(foot / 4 + 0.1), [(foot + 0.7, 0), (foot, wide), (foot, 0)]))
    }
    return Mesh(parts: parts)
  }

  static func house(_ palette: Palette, _ generator: inout SeededGenerator) -> Mesh {
    let breadth = generator.value(in: 0.7...1.0)
    let walls = lathe(palette.accent, [(0.1, 0), (0.1, breadth), (-0.9, breadth), (-0.9, 0)], sides: 4)
    let roof = lathe(palette.near, [(1, 0), (0.1, breadth * 1.18), (0.1, 0)], sides: 4)
    return Mesh(parts: [walls, roof])
  }

  /// Turns a line of heights and radii, from top to bottom, around the vertical.
  private static func lathe(_ color: RGB, _ profile: [(Double, Double)], sides: Int = 12) -> Mesh.Part {
    let rings = profile.map { height, radius in
      (0..<sides).map { side -> Vector in
        let turn = 2 * Double.pi * (Double(side) + 0.5) / Double(sides)
        return Vector(cos(turn) * radius, height, sin(turn) * radius)
      }
    }
    return Mesh.Part(color: color, triangles: skin(rings))
  }

  /// The triangles between rings of equally many corners, from top to bottom.
  private static func skin(_ rings: [[Vector]]) -> [Mesh.Triangle] {
    zip(rings, rings.dropFirst()).flatMap { upper, lower in
      upper.indices.flatMap { side -> [Mesh.Triangle] in
        let next = (side + 1) % upper.count
        return [
          Mesh.Triangle(a: upper[side], b: lower[next], c: lower[side]),
          Mesh.Triangle(a: upper[side], b: upper[next], c: lower[next]),
        ]
      }
    }
  }
}
