/// From where in the reference picture a macroblock is taken, in quarters of a pixel.
struct MotionVector: Hashable, Sendable {
  var x: Int
  var y: Int

  static let zero = MotionVector(x: 0, y: 0)

  /// Median of each part, which is how H.264 guesses from three neighbours.
  static func median(_ a: MotionVector, _ b: MotionVector, _ c: MotionVector) -> MotionVector {
    MotionVector(x: median(a.x, b.x, c.x), y: median(a.y, b.y, c.y))
  }

  private static func median(_ a: Int, _ b: Int, _ c: Int) -> Int {
    max(min(a, b), min(max(a, b), c))
  }
}

/// The motion of one row of macroblocks.
enum MotionRow: Hashable, Sendable {
  /// All of the row moves alike.
  case uniform(MotionVector)
  /// One vector for each macroblock.
  case mixed([MotionVector])

  func vector(at column: Int) -> MotionVector {
    switch self {
    case .uniform(let vector): vector
    case .mixed(let vectors): vectors[column]
    }
  }
}
