/// Sound in memory: 16-bit samples, the channels of a moment beside each other.
package struct Sound: Hashable, Sendable {
  /// Moments a second, in Hz.
  package let sampleRate: Int
  /// 1 or 2.
  package let channels: Int
  /// `channels` samples for each moment.
  package let samples: [Int16]

  /// The longest sound that is made, in seconds.
  package static let mostSeconds = 600.0

  /// Sound of one voice: `mono` on every channel. The rate is clamped to 8 to
  /// 48 kHz, the channels to 1 or 2.
  init(mono: [Int16], sampleRate: Int, channels: Int) {
    self.init(
      samples: channels > 1 ? mono.flatMap { [$0, $0] } : mono, sampleRate: sampleRate, channels: channels)
  }

  init(samples: [Int16], sampleRate: Int, channels: Int) {
    self.sampleRate = Self.rate(sampleRate)
    self.channels = Self.channels(channels)
    self.samples = samples
  }

  static func rate(_ rate: Int) -> Int { min(max(rate, 8000), 48000) }
  static func channels(_ channels: Int) -> Int { min(max(channels, 1), 2) }

  /// Moments in all.
  package var frameCount: Int { samples.count / channels }
  /// Length in seconds.
  package var seconds: Double { Double(frameCount) / Double(sampleRate) }
}
