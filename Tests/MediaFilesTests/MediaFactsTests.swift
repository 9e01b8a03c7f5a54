import MediaFiles
import Testing

/// Files of which only the head is there, written byte by byte.
enum Sample {
  static let png: [UInt8] =
    [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 2, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]
  static let gif: [UInt8] = Array("GIF89a".utf8) + [0x40, 1, 0xF0, 0, 0x80, 0, 0]
  /// A comment before the frame header.
  static let jpeg: [UInt8] = [
    0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 65, 66, 0xFF, 0xC0, 0, 11, 8, 0, 120, 0, 160, 1, 1, 0x11, 0,
  ]
  static let bmp: [UInt8] =
    Array("BM".utf8) + [70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 4, 0, 0, 0]
    + [0xFD, 0xFF, 0xFF, 0xFF]
  static let webpExtended: [UInt8] =
    Array("RIFF".utf8) + [22, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0]
    + [0, 0, 0, 0, 0x7F, 2, 0, 0xDF, 1, 0]
  static let glb: [UInt8] = Array("glTF".utf8) + [2, 0, 0, 0]
  /// A second of silence, 8000 bytes a second; cut off behind four.
  static let wav: [UInt8] =
    Array("RIFF".utf8) + [0x44, 0x1F, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0]
    + [1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0] + Array("data".utf8) + [4, 0, 0, 0, 0, 0, 0, 0]
  /// Two frames at 44100 Hz and 128 kilobits.
  static let mp3: [UInt8] = {
    let frame: [UInt8] = [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)
    return frame + frame
  }()

  static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(content.count + 8, bytes: 4)
    bytes.append(text: type)
    return bytes + content
  }

  /// Five seconds of 1280 × 720.
  static let mp4: [UInt8] = {
    var header = [UInt8](repeating: 0, count: 12)
    header.appendBigEndian(1000, bytes: 4)
    header.appendBigEndian(5000, bytes: 4)
    var track = [UInt8](repeating: 0, count: 76)
    track.appendBigEndian(1280 << 16, bytes: 4)
    track.appendBigEndian(720 << 16, bytes: 4)
    return box("ftyp", Array("isom".utf8)) + box("moov", box("mvhd", header) + box("trak", box("tkhd", track)))
  }()

  static let all = [png, gif, jpeg, bmp, webpExtended, glb, wav, mp3, mp4]
}

@Suite struct MediaFactsTests {
  @Test(arguments: [
    (Sample.png, MediaFacts(.png, size: PixelSize(width: 512, height: 256))),
    (Sample.gif, MediaFacts(.gif, size: PixelSize(width: 320, height: 240))),
    (Sample.jpeg, MediaFacts(.jpeg, size: PixelSize(width: 160, height: 120))),
    (Sample.bmp, MediaFacts(.bmp, size: PixelSize(width: 4, height: 3))),
    (Sample.webpExtended, MediaFacts(.webp, size: PixelSize(width: 640, height: 480))),
    (Sample.glb, MediaFacts(.glb)), (Sample.wav, MediaFacts(.wav, seconds: 4.0 / 8000)),
    (Sample.mp3, MediaFacts(.mp3, seconds: 2304.0 / 44100)),
    (Sample.mp4, MediaFacts(.mp4, size: PixelSize(width: 1280, height: 720), seconds: 5)),
  ])
  func `a file says what it is`(bytes: [UInt8], facts: MediaFacts) { #expect(MediaFacts.read(bytes) == facts) }

  @Test(arguments: ["", "a", "hello, world", "<html>", "{}", "RIFF", "RIFF....AVI ", "BM is a town"])
  func `what is no media file is none`(text: String) { #expect(MediaFacts.read(Array(text.utf8)) == nil) }

  @Test(arguments: Sample.all) func `the first bytes alone are no harm`(bytes: [UInt8]) {
    for end in 0..<bytes.count { _ = MediaFacts.read(Array(bytes[..<end])) }
    #expect(MediaFacts.read(Array(bytes.prefix(12)))?.kind == MediaFacts.read(bytes)?.kind)
  }

  @Test(arguments: Sample.all) func `bytes that are wrong are no harm`(bytes: [UInt8]) {
    for index in 0..<min(bytes.count, 160) {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        _ = MediaFacts.read(damaged)
      }
    }
  }

  @Test func `a size that no file should have is read, and not allowed`() {
    var huge = Sample.png
    for index in 16..<24 { huge[index] = 0xFF }
    #expect(MediaFacts.read(huge)?.size?.isAllowed == false)
  }
}
