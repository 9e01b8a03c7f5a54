extension MediaFacts {
  package static func sound(_ reader: ByteReader) -> MediaFacts? {
    if reader.has("RIFF"), reader.has("WAVE", at: 8) { return MediaFacts(.wav, seconds: wavSeconds(reader)) }
    let tag = ID3Tag.length(reader)
    if reader.has("fLaC", at: tag) { return MediaFacts(.flac, seconds: flacSeconds(reader, at: tag)) }
    if MP3Header(reader, at: tag) != nil || tag > 0 { return MediaFacts(.mp3, seconds: mp3Seconds(reader, at: tag)) }
    return nil
  }

  private static func wavSeconds(_ reader: ByteReader) -> Double? {
    let chunks = RIFFReader(reader)
    guard let rate = chunks.content("fmt ").flatMap({ ByteReader($0).littleEndian(at: 8, bytes: 4) }), rate > 0,
      let data = chunks.content("data")
    else { return nil }
    return Double(data.count) / Double(rate)
  }

  private static func flacSeconds(_ reader: ByteReader, at offset: Int) -> Double? {
    guard let rate = reader.bigEndian(at: offset + 18, bytes: 3).map({ $0 >> 4 }), rate > 0,
      let count = reader.bigEndian(at: offset + 21, bytes: 5)
    else { return nil }
    return Double(count & 0xF_FFFF_FFFF) / Double(rate)
  }

  /// Counts the frames, since bit rates may change; the encoder's information
  /// frame and its note of what was added before and after are heeded.
  private static func mp3Seconds(_ reader: ByteReader, at start: Int) -> Double? {
    guard let first = MP3Header(reader, at: start) else { return nil }
    var (count, offset) = (0, start)
    while let header = MP3Header(reader, at: offset) {
      count += header.samplesPerFrame
      offset += header.byteCount
    }
    let isMono = first.channels == 1
    let note = start + 4 + (first.sampleRate >= 32000 ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
    if reader.has("Info", at: note) || reader.has("Xing", at: note) {
      let added = reader.bigEndian(at: note + 141, bytes: 3) ?? 0
      count -= first.samplesPerFrame + added >> 12 + added & 0xFFF
    }
    return Double(max(count, 0)) / Double(first.sampleRate)
  }
}
