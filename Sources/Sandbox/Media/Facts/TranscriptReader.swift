import MediaFiles

/// Gets back what a file of the sandbox was made from.
package enum TranscriptReader {
  /// The words that were spoken, or the prompt; nil for a file that the
  /// sandbox did not make.
  package static func text(in bytes: [UInt8]) -> String? {
    provenance(in: bytes)?.prompt
  }

  /// All that the file says of where it is from: MP3, WAV, FLAC and MP4 by
  /// their comment, PNG by its text chunks.
  package static func provenance(in bytes: [UInt8]) -> Provenance? {
    let reader = ByteReader(bytes)
    if reader.has("PNG\r\n", at: 1) { return png(bytes) }
    return comment(reader).flatMap(Provenance.init(comment:))
  }

  private static func comment(_ reader: ByteReader) -> String? {
    if reader.has("ID3") { return ID3Tag.comment(reader) }
    if reader.has("RIFF") { return riffComment(reader) }
    if reader.has("fLaC") { return flacComment(reader) }
    return reader.has("ftyp", at: 4) ? MP4Reader(reader).comment : nil
  }

  private static func png(_ bytes: [UInt8]) -> Provenance? {
    let texts = PNGText.read(bytes)
    guard let prompt = texts["Prompt"], let model = texts["Model"], let seed = texts["Seed"].flatMap({ Int($0) }) else {
      return nil
    }
    return Provenance(prompt: prompt, model: model, seed: seed)
  }

  private static func riffComment(_ reader: ByteReader) -> String? {
    guard let list = RIFFReader(reader).content("LIST"), ByteReader(list).has("INFO"),
      let comment = RIFFReader(list: list).content("ICMT")
    else { return nil }
    return String(decoding: comment.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func flacComment(_ reader: ByteReader) -> String? {
    var offset = 4
    while let head = reader.byte(at: offset), let length = reader.bigEndian(at: offset + 1, bytes: 3) {
      if head & 0x7F == 4 {
        return reader.slice(at: offset + 4, count: length).flatMap { vorbisComment(ByteReader($0)) }
      }
      if head & 0x80 != 0 { return nil }
      offset += length + 4
    }
    return nil
  }

  private static func vorbisComment(_ reader: ByteReader) -> String? {
    guard let vendor = reader.littleEndian(at: 0, bytes: 4) else { return nil }
    var offset = vendor + 8
    while let length = reader.littleEndian(at: offset, bytes: 4) {
      if reader.has("COMMENT=", at: offset + 4) { return reader.text(at: offset + 12, count: length - 8) }
      offset += length + 4
    }
    return nil
  }
}
