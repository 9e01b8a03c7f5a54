#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A voice: a pulse train and noise through three resonances.
struct SpeechSynthesizer {
  private(set) var samples: [Int16] = []
  private let sampleRate: Double
  private let pitch: Double
  /// Length of the throat against an ordinary one: scales the resonances.
  private let throat: Double
  private let volume: Double
  private var generator: SeededGenerator
  private var resonators = (Resonator(), Resonator(), Resonator())
  private var phase = 0.0
  private var voiced = 0.0
  private var noisy = 0.0

  init(voice: String, semitones: Double, volume: Double, sampleRate: Int) {
    generator = SeededGenerator(["voice", voice], seed: 0)
    let height = generator.unit()
    let shift = semitones.isFinite ? min(max(semitones, -24), 24) : 0
    pitch = (90 + 140 * height) * pow(2, shift / 12)
    throat = 0.88 + 0.26 * height + generator.value(in: -0.04...0.04)
    self.volume = volume.isFinite ? min(max(volume, 0), 10) : 1
    self.sampleRate = Double(sampleRate)
  }

  /// Appends one sound; its strength and pitch glide from the one before.
  mutating func speak(_ phoneme: Phoneme, seconds: Double) {
    let (first, second, third) = phoneme.formants
    resonators.0.tune(to: first * throat, bandwidth: 80, sampleRate: sampleRate)
    resonators.1.tune(to: second * throat, bandwidth: 110, sampleRate: sampleRate)
    resonators.2.tune(to: third * throat, bandwidth: 160, sampleRate: sampleRate)
    let count = Int(max(seconds, 0.005) * sampleRate)
    let glide = 1 / (0.012 * sampleRate)
    let tone = pitch * generator.value(in: 0.94...1.07) / sampleRate
    samples.reserveCapacity(samples.count + count)
    for _ in 0..<count {
      voiced += (phoneme.voice - voiced) * glide
      noisy += (phoneme.noise - noisy) * glide
      samples.append(next(step: tone))
    }
  }

  private mutating func next(step: Double) -> Int16 {
    phase += step
    if phase >= 1 { phase -= 1 }
    // A pulse that opens slowly and closes at once, as vocal folds do.
    let pulse = phase < 0.6 ? phase * phase * (0.6 - phase) * 18 - 0.25 : -0.25
    let noise = Double(Int64(truncatingIfNeeded: generator.next()) >> 40) / Double(1 << 23)
    let source = pulse * voiced + noise * noisy * 0.5
    let low = resonators.0.pass(source)
    let high = resonators.1.pass(source) * 0.7 + resonators.2.pass(source) * 0.45
    let mixed = (low + high) * volume
    // Bends instead of clipping, however loud it is asked for.
    return Int16(mixed / (1 + abs(mixed)) * 30000)
  }
}
