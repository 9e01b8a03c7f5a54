/// A low-poly object: parts of one colour each, made of flat triangles.
package struct Mesh: Sendable {
  /// Three corners, counter-clockwise when seen from outside.
  struct Triangle: Hashable, Sendable {
    let a: Vector
    let b: Vector
    let c: Vector

    var corners: [Vector] { [a, b, c] }
    var normal: Vector { (b - a).cross(c - a).normalized }
    /// Whether the corners span an area at all.
    var isFlat: Bool { (b - a).cross(c - a).length < 1e-9 }
  }

  struct Part: Sendable {
    let color: RGB
    let triangles: [Triangle]
  }

  let parts: [Part]

  init(parts: [Part]) {
    self.parts = parts.map { Part(color: $0.color, triangles: $0.triangles.filter { !$0.isFlat }) }
      .filter { !$0.triangles.isEmpty }
  }

  /// Number of triangles in all parts.
  package var triangleCount: Int { parts.reduce(0) { $0 + $1.triangles.count } }

  /// Where a place lies on the texture: around the object and up, 0 to 1.
  static func texturePlace(of vector: Vector) -> (u: Double, v: Double) {
    let square = max(abs(vector.x), abs(vector.z), 1e-9)
    return (min(max(vector.x / square / 4 + 0.5, 0), 1), min(max(0.5 - vector.y / 2.4, 0), 1))
  }
}
