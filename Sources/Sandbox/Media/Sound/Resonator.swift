#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A filter of two poles that rings at one frequency.
struct Resonator {
  private var gain = 0.0
  private var first = 0.0
  private var second = 0.0
  private var last = 0.0
  private var beforeLast = 0.0

  /// Tunes to `frequency` with `bandwidth`, both in Hz; what rings goes on.
  mutating func tune(to frequency: Double, bandwidth: Double, sampleRate: Double) {
    let radius = exp(-Double.pi * bandwidth / sampleRate)
    second = -(radius * radius)
    first = 2 * radius * cos(2 * Double.pi * min(frequency, sampleRate * 0.45) / sampleRate)
    gain = 1 - first - second
  }

  mutating func pass(_ input: Double) -> Double {
    let output = gain * input + first * last + second * beforeLast
    beforeLast = last
    last = output
    return output
  }
}
