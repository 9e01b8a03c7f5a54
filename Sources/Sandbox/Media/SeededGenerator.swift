/// A stream of pseudo-random numbers that is the same on every machine and in
/// every run: SplitMix64, started from a hash of words and a seed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the stream that belongs to `words`, in their order, and `seed`.
  package init(_ words: [String], seed: Int) {
    let hash = words.reduce(UInt64(truncatingIfNeeded: seed)) { $0 &* 31 &+ StableHash.of($1) }
    state = hash
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The next number, at least 0 and below 1.
  package mutating func unit() -> Double {
    Double(next() >> 11) / Double(UInt64(1) << 53)
  }

  /// The next number within `range`.
  package mutating func value(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  /// The next whole number from 0 up to and without `bound`; 0 if `bound` is less than 1.
  package mutating func index(below bound: Int) -> Int {
    bound < 1 ? 0 : Int(next() % UInt64(bound))
  }
}

/// FNV-1a with 64 bits, which unlike `Hasher` gives the same number in every run.
package enum StableHash {
  /// The hash of the text's UTF-8 bytes.
  package static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
