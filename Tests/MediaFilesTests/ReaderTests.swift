import MediaFiles
import Testing

@Suite struct ReaderTests {
  @Test func `numbers are read in both orders, and not beyond the end`() {
    let reader = ByteReader([1, 2, 3, 4])
    #expect(reader.bigEndian(at: 1, bytes: 2) == 0x0203)
    #expect(reader.littleEndian(at: 1, bytes: 2) == 0x0302)
    #expect(reader.bigEndian(at: 3, bytes: 2) == nil)
    #expect(reader.byte(at: 4) == nil && reader.byte(at: -1) == nil)
    #expect(reader.slice(at: 2, count: Int.max) == nil)
  }

  @Test(arguments: ["a comment", "fürs Öhr 🦊", ""]) func `a tag gives back its comment`(comment: String) {
    let bytes = ID3Tag.bytes(comment: comment)
    let reader = ByteReader(bytes + Sample.mp3)
    #expect(ID3Tag.comment(reader) == comment)
    #expect(ID3Tag.length(reader) == bytes.count)
    #expect(MediaFacts.read(bytes + Sample.mp3)?.seconds == MediaFacts.read(Sample.mp3)?.seconds)
  }

  @Test func `a tag that is cut off has no comment`() {
    let bytes = ID3Tag.bytes(comment: "a comment")
    for end in 0..<bytes.count { #expect(ID3Tag.comment(ByteReader(Array(bytes[..<end]))) == nil) }
  }

  @Test func `chunks are found by name, and padded to even lengths`() {
    let file = ByteReader(
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVEodd ".utf8) + [1, 0, 0, 0, 9, 0] + Array("next".utf8)
        + [2, 0, 0, 0, 7, 8])
    #expect(RIFFReader(file).content("odd ").map { Array($0) } == [9])
    #expect(RIFFReader(file).content("next").map { Array($0) } == [7, 8])
    #expect(RIFFReader(file).content("none") == nil)
  }

  @Test func `a frame header tells its length`() throws {
    let header = try #require(MP3Header(ByteReader(Sample.mp3), at: 0))
    #expect(header.sampleRate == 44100 && header.kilobits == 128 && header.channels == 2 && header.byteCount == 417)
    #expect(MP3Header(ByteReader([0xFF, 0xFB, 0xF0, 0]), at: 0) == nil)
  }
}
