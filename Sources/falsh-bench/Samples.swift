/// Measurements of one thing.
struct Samples<Value: Comparable & Sendable>: Sendable {
  private var sorted: [Value] = []

  init() {}

  init(_ values: [Value]) { sorted = values.sorted() }

  mutating func add(_ value: Value) {
    sorted.append(value)
    sorted.sort()
  }

  /// The middle one, the upper of two; nil if there are none.
  var median: Value? { sorted.isEmpty ? nil : sorted[sorted.count / 2] }
  /// What 99 of 100 are at most.
  var most: Value? { sorted.isEmpty ? nil : sorted[sorted.count * 99 / 100] }
  var minimum: Value? { sorted.first }
  var maximum: Value? { sorted.last }
}

extension Samples {
  static func + (left: Samples, right: Samples) -> Samples { Samples(left.sorted + right.sorted) }
}

extension Samples<Duration> {
  var sum: Duration { sorted.reduce(.zero, +) }
}

extension Duration {
  /// In seconds.
  var seconds: Double { self / .seconds(1) }

  /// Rounded down.
  var wholeNanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
