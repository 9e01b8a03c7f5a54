import MediaFiles
import Testing

@testable import Sandbox

/// Damaged and hostile files: whatever comes in, nothing may trap.
@Suite struct DamageTests {
  static let samples: [[UInt8]] = {
    let provenance = Provenance(prompt: "words", model: "m", seed: 1)
    let picture = PictureTests.picture(size: PixelSize(width: 40, height: 24))
    let sound = SpeechMaker.make(text: "hi", voice: "a", sampleRate: 8000)
    let pictures = [PictureFormat.png, .jpeg(quality: 50), .webp(quality: 50), .webpLossless]
      .compactMap { try? picture.encoded(as: $0, provenance: provenance) }
    let sounds = [SoundFormat.wav, .flac, .mp3(kilobits: 32)]
      .compactMap { try? sound.encoded(as: $0, provenance: provenance) }
    let video = VideoMaker.make(
      seconds: 0.2, size: PixelSize(width: 32, height: 32), audio: true, prompt: "p", seed: 1, model: "m")
    let gif =
      Array("GIF89a".utf8) + [2, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0]
      + [2, 3, 0x44, 2, 5, 0, 0x3B]
    return pictures + sounds + [video, gif]
  }()

  static func readAll(_ bytes: [UInt8]) {
    _ = MediaFacts.read(bytes)
    _ = TranscriptReader.provenance(in: bytes)
    _ = try? Picture(decoding: bytes)
  }

  @Test func `the samples are whole and of every kind`() {
    #expect(Set(Self.samples.compactMap { MediaFacts.read($0)?.kind.rawValue }).count == 8)
    #expect(Self.samples.count { TranscriptReader.text(in: $0) != nil } == 5)
  }

  @Test(arguments: 0..<9) func `a file may end anywhere`(index: Int) {
    let sample = Self.samples[index]
    for end in 0..<min(sample.count, 700) { Self.readAll(Array(sample[..<end])) }
  }

  @Test(arguments: 0..<9) func `any bytes may be wrong`(index: Int) {
    var generator = SeededGenerator(["damage"], seed: index)
    for _ in 0..<400 {
      var bytes = Array(Self.samples[index].prefix(1500))
      for _ in 0...generator.index(below: 8) {
        let extremes: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: generator.next())]
        bytes[generator.index(below: min(bytes.count, generator.unit() < 0.7 ? 120 : 1500))] =
          extremes[generator.index(below: 6)]
      }
      Self.readAll(bytes)
    }
  }

  @Test(arguments: ["", "RIFF", "ID3", "fLaC", "GIF8", "BM", "\0\0\0\u{18}ftyp", "glTF"])
  func `nonsense after a familiar beginning is no harm`(beginning: String) {
    var generator = SeededGenerator(["nonsense", beginning], seed: 1)
    for _ in 0..<300 {
      let rest = (0..<generator.index(below: 300)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      Self.readAll(Array(beginning.utf8) + rest)
    }
  }

  @Test func `a comment that the sandbox did not write is nothing to it`() {
    #expect(Provenance(comment: "hello") == nil)
    #expect(Provenance(comment: "falsh sandbox\nmodel m\nseed x\n\nhi") == nil)
    let whole = Provenance(prompt: "a\nb\n\nc", model: "m", seed: Int.min)
    #expect(Provenance(comment: whole.comment) == whole)
  }
}
