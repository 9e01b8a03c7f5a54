import MediaFiles
import Testing

@testable import Sandbox

@Suite struct VideoTests {
  static func video(
    _ width: Int = 256, _ height: Int = 144, seconds: Double = 1.5, fps: Int = 24, audio: Bool = false,
    of picture: Picture? = nil, prompt: String = "a gold boat", seed: Int = 7
  ) -> [UInt8] {
    VideoMaker.make(
      from: picture, seconds: seconds, fps: fps, size: PixelSize(width: width, height: height), audio: audio,
      prompt: prompt, seed: seed, model: "sandbox/video")
  }

  /// Random pixels: nothing continues anything.
  static func noise(_ size: PixelSize) throws -> Picture {
    var generator = SeededGenerator(["noise"], seed: 1)
    var pixels = [UInt8](repeating: 255, count: size.width * size.height * 4)
    for index in pixels.indices where index % 4 != 3 { pixels[index] = UInt8(truncatingIfNeeded: generator.next()) }
    return try #require(Picture(size: size, pixels: pixels))
  }

  @Test func `the same request gives the same bytes, another seed others`() {
    #expect(Self.video(audio: true) == Self.video(audio: true))
    #expect(Self.video() != Self.video(seed: 8))
    #expect(Self.video() != Self.video(of: PictureTests.picture()))
  }

  @Test(
    .enabled(if: Tool.areInstalled),
    arguments: [
      (256, 144, 1.5, 24), (250, 130, 2.0, 25), (1280, 720, 1.0, 30), (720, 1280, 0.5, 60), (32, 32, 1.0, 8),
      (1920, 1080, 1.0, 24), (102, 666, 0.04, 24),
    ])
  func `ffmpeg decodes every size without complaint`(width: Int, height: Int, seconds: Double, fps: Int) throws {
    let bytes = Self.video(width, height, seconds: seconds, fps: fps)
    #expect(try decodingErrors(in: bytes, named: "v.mp4") == "")
    let frames = Int((seconds * Double(fps)).rounded())
    let facts = try probe(
      bytes, "stream=codec_name,width,height,r_frame_rate,has_b_frames,nb_frames", named: "v.mp4")
    #expect(
      facts == [
        "codec_name=h264", "width=\(width)", "height=\(height)", "has_b_frames=0", "r_frame_rate=\(fps)/1",
        "nb_frames=\(frames)",
      ])
  }

  @Test(.enabled(if: Tool.areInstalled), arguments: [0.5, 2, 5])
  func `sound is as long as the picture`(seconds: Double) throws {
    let bytes = Self.video(seconds: seconds, audio: true)
    #expect(try decodingErrors(in: bytes, named: "v.mp4") == "")
    let durations = try probe(bytes, "stream=duration", named: "v.mp4").compactMap { Double($0.dropFirst(9)) }
    #expect(durations.count == 2)
    #expect(durations.allSatisfy { abs($0 - seconds) < 0.001 })
    #expect(try probe(bytes, "stream=codec_name", named: "v.mp4") == ["codec_name=h264", "codec_name=mp3"])
  }

  @Test(.enabled(if: Tool.areInstalled)) func `noise is stored, decoded and moved without complaint`() throws {
    let size = PixelSize(width: 320, height: 192)
    let bytes = Self.video(size.width, size.height, seconds: 2, of: try Self.noise(size))
    #expect(try decodingErrors(in: bytes, named: "v.mp4") == "")
  }

  @Test func `even noise in 4k stays below 15 megabytes`() throws {
    let noise = try Self.noise(PixelSize(width: 1920, height: 1080))
    #expect(Self.video(3840, 2160, seconds: 10, of: noise).count < 15_000_000)
    #expect(Self.video(3840, 2160, seconds: 1).count < 5_000_000)
  }

  @Test(.enabled(if: Tool.areInstalled)) func `time passes in the picture`() throws {
    let bytes = Self.video(seconds: 2)
    let hashes =
      try Tool("ffmpeg")?.output(
        ["-v", "error", "-i", "FILE", "-f", "framemd5", "-"], about: bytes, named: "v.mp4") ?? ""
    let lines = hashes.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let frames = lines.compactMap { $0.split(separator: " ").last }
    #expect(frames.count == 48)
    #expect(Set(frames).count == 48)
  }

  @Test func `a video tells its facts and its prompt`() {
    let bytes = Self.video(250, 130, seconds: 1.51, prompt: "zwei\n\nZeilen")
    #expect(MediaFacts.read(bytes) == MediaFacts(.mp4, size: PixelSize(width: 250, height: 130), seconds: 1.5))
    #expect(TranscriptReader.text(in: bytes) == "zwei\n\nZeilen")
  }

  @Test(arguments: [Double.nan, -Double.infinity, -1, 0])
  func `a length that is none gives one picture`(seconds: Double) {
    #expect(MediaFacts.read(Self.video(seconds: seconds, fps: 20))?.seconds == 0.05)
  }
}
