import MediaFiles
import Testing

@testable import Sandbox

@Suite struct CodecTests {
  static let picture = PictureTests.picture()

  /// A picture in which every alpha occurs.
  static func transparent() throws -> Picture {
    var generator = SeededGenerator(["alpha"], seed: 1)
    let pixels = (0..<33 * 21 * 4).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    return try #require(Picture(size: PixelSize(width: 33, height: 21), pixels: pixels))
  }

  @Test(arguments: [PictureFormat.png, .webpLossless])
  func `lossless formats give back every pixel`(format: PictureFormat) throws {
    for picture in [Self.picture, try Self.transparent()] {
      #expect(try Picture(decoding: picture.encoded(as: format)) == picture)
    }
  }

  @Test(arguments: [PictureFormat.jpeg(quality: 90), .webp(quality: 90)])
  func `lossy formats give back nearly every pixel`(format: PictureFormat) throws {
    let decoded = try Picture(decoding: Self.picture.encoded(as: format))
    #expect(decoded.size == Self.picture.size)
    let difference = zip(decoded.pixels, Self.picture.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    #expect(difference / decoded.pixels.count < 6)
  }

  @Test func `a PNG says what it was made from`() throws {
    let provenance = Provenance(prompt: "ein rötlicher Vogel 鳥", model: "sandbox/image", seed: -42)
    let bytes = try Self.picture.encoded(as: .png, provenance: provenance)
    #expect(try Picture(decoding: bytes) == Self.picture)
    #expect(TranscriptReader.provenance(in: bytes) == provenance)
    #expect(TranscriptReader.provenance(in: try Self.picture.encoded(as: .png)) == nil)
  }

  @Test(arguments: [PictureFormat.png, .jpeg(quality: 80), .webp(quality: 80), .webpLossless])
  func `pictures tell their kind and size`(format: PictureFormat) throws {
    let facts = try #require(MediaFacts.read(Self.picture.encoded(as: format)))
    #expect(format.mediaType == "image/\(facts.kind.rawValue)")
    #expect(facts.size == Self.picture.size)
    #expect(facts.seconds == nil)
  }

  @Test(
    .enabled(if: Tool.areInstalled),
    arguments: [PictureFormat.png, .jpeg(quality: 80), .webp(quality: 80), .webpLossless])
  func `other programs accept every picture`(format: PictureFormat) throws {
    let provenance = Provenance(prompt: "x", model: "m", seed: 1)
    let bytes = try Self.picture.encoded(as: format, provenance: provenance)
    #expect(try decodingErrors(in: bytes, named: "picture") == "")
    #expect(try probe(bytes, "stream=width,height", named: "picture") == ["width=320", "height=180"])
    let type = try Tool("file")?.output(["-b", "--mime-type", "FILE"], about: bytes, named: "p")
    #expect(type == format.mediaType + "\n")
  }

  @Test func `what is no picture is refused with the reason`() throws {
    #expect(throws: PictureError.unknownFormat) { try Picture(decoding: []) }
    #expect(throws: PictureError.unknownFormat) { try Picture(decoding: Array("hello, world".utf8)) }
    let png = try Self.picture.encoded(as: .png)
    #expect(throws: PictureError.damaged) { try Picture(decoding: Array(png.prefix(200))) }
    var huge = png
    huge.replaceSubrange(16..<24, with: [0, 0, 0xC0, 0, 0, 0, 0xC0, 0])
    #expect(throws: PictureError.tooLarge(PixelSize(width: 49152, height: 49152))) { try Picture(decoding: huge) }
    let pixels = [UInt8](repeating: 9, count: 80000)
    let wide = try #require(Picture(size: PixelSize(width: 20000, height: 1), pixels: pixels))
    #expect(throws: PictureError.notEncoded) { try wide.encoded(as: .webp(quality: 50)) }
  }
}
