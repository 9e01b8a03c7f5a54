#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes music and other sounds: plucked notes of a pentatonic scale over slow
/// chords, the same for the same words, model and seed.
package enum MusicMaker {
  /// A piece of `seconds`, from a tenth to `Sound.mostSeconds`, fading out at the end.
  package static func make(
    prompt: String, seed: Int, model: String, seconds: Double, sampleRate: Int = 44100, channels: Int = 2
  ) -> Sound {
    let rate = Sound.rate(sampleRate)
    let length = seconds.isFinite ? min(max(seconds, 0.1), Sound.mostSeconds) : 0.1
    var generator = Provenance(prompt: prompt, model: model, seed: seed).generator(for: "music")
    var mix = [Double](repeating: 0, count: Int((length * Double(rate)).rounded()))
    let root = 110 * pow(2, Double(generator.index(below: 8)) / 12)
    let beat = 60 / generator.value(in: 72...126)
    for step in 0..<Int(length / beat * 2 + 1) {
      let note = pluck(step, root, &generator)
      add(frequency: note.frequency, strength: note.strength, at: Double(step) * beat / 2, rate: Double(rate), to: &mix)
    }
    let tail = max(min(Double(rate) / 2, Double(mix.count) / 4), 1)
    let samples = mix.enumerated().map { index, value in
      Int16(min(max(value * min(1, Double(mix.count - index) / tail), -1), 1) * 30000)
    }
    return Sound(mono: samples, sampleRate: rate, channels: Sound.channels(channels))
  }

  /// A bass note on each bar's first half, else a note of the scale or a rest.
  private static func pluck(
    _ step: Int, _ root: Double, _ generator: inout SeededGenerator
  ) -> (frequency: Double, strength: Double) {
    let degree = [0, 2, 4, 7, 9][generator.index(below: 5)]
    let octave = Double(1 + generator.index(below: 2))
    let rests = generator.unit() < 0.25
    if step % 8 == 0 { return (root, 0.3) }
    return (root * octave * 2 * pow(2, Double(degree) / 12), rests ? 0 : 0.2)
  }

  /// Adds a decaying tone with one overtone. The oscillators turn by a
  /// rotation each sample instead of calling a sine.
  private static func add(
    frequency: Double, strength: Double, at start: Double, rate: Double, to mix: inout [Double]
  ) {
    let first = Int(start * rate)
    let count = min(Int(1.6 * rate), mix.count - first)
    guard strength > 0, count > 0 else { return }
    let angle = 2 * Double.pi * frequency / rate
    let (turnX, turnY, decay) = (cos(angle), sin(angle), exp(-3.2 / rate))
    var (x, y, level) = (1.0, 0.0, strength)
    mix.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for index in first..<first + count {
        // sin 2a = 2 sin a cos a gives the octave for nothing
        base[index] += level * min(1, Double(index - first) / 200) * (y + 0.6 * x * y)
        (x, y) = (x * turnX - y * turnY, x * turnY + y * turnX)
        level *= decay
      }
    }
  }
}
