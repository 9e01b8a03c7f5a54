/// A place or a direction in space; y points up.
struct Vector: Hashable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  init(_ x: Double, _ y: Double, _ z: Double) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  static func + (a: Vector, b: Vector) -> Vector { Vector(a.x + b.x, a.y + b.y, a.z + b.z) }
  static func - (a: Vector, b: Vector) -> Vector { Vector(a.x - b.x, a.y - b.y, a.z - b.z) }
  static func * (a: Vector, factor: Double) -> Vector { Vector(a.x * factor, a.y * factor, a.z * factor) }

  /// At right angles to both, turning from `self` to `other`.
  func cross(_ other: Vector) -> Vector {
    Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  var length: Double { (x * x + y * y + z * z).squareRoot() }

  /// The same direction with length 1; upwards if there is none.
  var normalized: Vector {
    let length = length
    return length > 1e-9 ? self * (1 / length) : Vector(0, 1, 0)
  }
}
