/// Makes something like speech: each letter a sound of its own, so that the
/// same words sound the same and other words sound different.
package enum SpeechMaker {
  /// Babbles a text.
  ///
  /// - Parameters:
  ///   - voice: any name; it decides pitch and timbre.
  ///   - speed: 1 is ordinary, 2 twice as fast; clamped to 0.25 to 4.
  ///   - pitch: semitones up or down, -12 to 12.
  ///   - volume: 1 is ordinary, 0 silent; clamped to 0 to 10.
  ///   - sampleRate: Hz, clamped to 8000 to 48000.
  ///   - channels: 1 or 2.
  /// - Returns: at least a tenth of a second, at most `Sound.mostSeconds`.
  package static func make(
    text: String, voice: String, speed: Double = 1, pitch: Double = 0, volume: Double = 1, sampleRate: Int = 32000,
    channels: Int = 1
  ) -> Sound {
    let rate = Sound.rate(sampleRate)
    let pace = speed.isFinite ? min(max(speed, 0.25), 4) : 1
    let most = Int(Sound.mostSeconds * Double(rate))
    var synthesizer = SpeechSynthesizer(voice: voice, semitones: pitch, volume: volume, sampleRate: rate)
    synthesizer.speak(.pause(0.05), seconds: 0.05)
    for character in text.lowercased() where synthesizer.samples.count < most {
      guard let phoneme = Phoneme(character) else { continue }
      synthesizer.speak(phoneme, seconds: phoneme.seconds / pace)
    }
    synthesizer.speak(.pause(0.1), seconds: 0.1)
    return Sound(mono: Array(synthesizer.samples.prefix(most)), sampleRate: rate, channels: Sound.channels(channels))
  }
}
