import MediaFiles
import Testing

@testable import Sandbox

@Suite struct SoundTests {
  static let text = "Hello, world! Das ist schön; 鳥.\n\nA second paragraph."
  static let provenance = Provenance(prompt: text, model: "sandbox/speech", seed: 5)
  static let fileFormats = [SoundFormat.wav, .mp3(kilobits: 128), .mp3(kilobits: 32), .flac]

  @Test func `the same words and voice sound the same`() {
    let first = SpeechMaker.make(text: Self.text, voice: "Anna")
    #expect(SpeechMaker.make(text: Self.text, voice: "Anna") == first)
    #expect(SpeechMaker.make(text: Self.text, voice: "Bert") != first)
    #expect(SpeechMaker.make(text: "Other words", voice: "Anna") != first)
    #expect(SpeechMaker.make(text: Self.text, voice: "Anna", pitch: 3) != first)
  }

  @Test func `speech is heard, not clipped, and silent at volume 0`() {
    let loudest = SpeechMaker.make(text: Self.text, voice: "Anna").samples.map { abs(Int($0)) }.max() ?? 0
    #expect((2000...31000).contains(loudest))
    #expect(Set(SpeechMaker.make(text: Self.text, voice: "Anna", volume: 0).samples) == [0])
  }

  @Test func `length follows the text and the speed`() {
    let short = SpeechMaker.make(text: Self.text, voice: "a").seconds
    #expect(SpeechMaker.make(text: Self.text + Self.text, voice: "a").seconds > short * 1.8)
    #expect(abs(SpeechMaker.make(text: Self.text, voice: "a", speed: 2).seconds / short - 0.5) < 0.1)
    #expect(SpeechMaker.make(text: "", voice: "").seconds > 0.1)
  }

  @Test func `settings beyond their bounds do no harm`() {
    for value in [Double.nan, .infinity, -1e300, 1e300] {
      let sound = SpeechMaker.make(
        text: "a", voice: "", speed: value, pitch: value, volume: value, sampleRate: -1, channels: 99)
      #expect(sound.sampleRate == 8000)
      #expect(sound.channels == 2)
      let music = MusicMaker.make(prompt: "", seed: Int.min, model: "", seconds: value, sampleRate: 0, channels: 0)
      #expect(music.seconds == (value == 1e300 ? Sound.mostSeconds : 0.1))
    }
  }

  @Test(arguments: fileFormats, [8000, 22050, 44100])
  func `every format gives the words back and knows its length`(format: SoundFormat, rate: Int) throws {
    for channels in 1...2 {
      let sound = SpeechMaker.make(text: Self.text, voice: "Anna", sampleRate: rate, channels: channels)
      let bytes = try sound.encoded(as: format, provenance: Self.provenance)
      #expect(TranscriptReader.text(in: bytes) == Self.text)
      #expect(TranscriptReader.provenance(in: bytes) == Self.provenance)
      #expect(TranscriptReader.text(in: try sound.encoded(as: format)) == nil)
      let facts = try #require(MediaFacts.read(bytes))
      // lame has no room for its exact length in small frames; what it adds then counts too
      let tolerance = format == .mp3(kilobits: 32) ? 0.15 : 0.001
      #expect(abs((facts.seconds ?? 0) - sound.seconds) < tolerance)
      #expect(format.mediaType == (facts.kind == .mp3 ? "audio/mpeg" : "audio/\(facts.kind.rawValue)"))
    }
  }

  @Test(.enabled(if: Tool.areInstalled), arguments: fileFormats, [1, 2])
  func `ffmpeg decodes every format without complaint`(format: SoundFormat, channels: Int) throws {
    let sound = SpeechMaker.make(text: Self.text, voice: "Anna", sampleRate: 24000, channels: channels)
    let bytes = try sound.encoded(as: format, provenance: Self.provenance)
    #expect(try decodingErrors(in: bytes, named: "sound") == "")
    let facts = try probe(bytes, "stream=sample_rate,channels", named: "sound")
    #expect(facts == ["sample_rate=24000", "channels=\(channels)"])
  }

  @Test(.enabled(if: Tool.areInstalled))
  func `FLAC gives back every sample, of noise and of a single moment too`() throws {
    var generator = SeededGenerator(["noise"], seed: 1)
    let noise = (0..<9001).map { _ in Int16(truncatingIfNeeded: Int(generator.next() >> 16)) }
    let sounds = [
      Sound(samples: noise + [0], sampleRate: 44100, channels: 2), Sound(samples: [7], sampleRate: 8000, channels: 1),
      MusicMaker.make(prompt: "calm", seed: 1, model: "m", seconds: 1),
    ]
    for sound in sounds {
      let flac = try sound.encoded(as: .flac, provenance: Self.provenance)
      let arguments = ["-v", "error", "-i", "FILE", "-f", "md5", "-c:a", "pcm_s16le", "-"]
      let raw = try sound.encoded(as: .wav)
      let (one, other) = try (
        Tool("ffmpeg")?.output(arguments, about: flac, named: "a.flac"),
        Tool("ffmpeg")?.output(arguments, about: raw, named: "a.wav")
      )
      #expect(one == other)
      #expect(one?.hasPrefix("MD5=") == true)
    }
  }

  @Test func `bare samples are two bytes each`() throws {
    let sound = Sound(samples: [1, -2], sampleRate: 8000, channels: 1)
    #expect(try sound.encoded(as: .pcm) == [1, 0, 0xFE, 0xFF])
  }

  @Test func `music has the length asked for and follows the seed`() {
    let first = MusicMaker.make(prompt: "calm", seed: 1, model: "m", seconds: 2.5)
    #expect(first.seconds == 2.5)
    #expect(first == MusicMaker.make(prompt: "calm", seed: 1, model: "m", seconds: 2.5))
    #expect(first != MusicMaker.make(prompt: "calm", seed: 2, model: "m", seconds: 2.5))
    #expect((first.samples.map { abs(Int($0)) }.max() ?? 0) > 3000)
  }
}
