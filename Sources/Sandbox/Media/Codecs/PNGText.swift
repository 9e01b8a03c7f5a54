import MediaFiles

/// Text chunks in a PNG.
enum PNGText {
  /// Signature and IHDR chunk, which comes first in every PNG.
  private static let headerCount = 33

  /// Puts the provenance behind the header: international text, since a prompt
  /// may be in any script.
  static func insert(_ provenance: Provenance?, into png: [UInt8]) -> [UInt8] {
    guard let provenance, png.count > headerCount else { return png }
    let texts = [("Prompt", provenance.prompt), ("Model", provenance.model), ("Seed", String(provenance.seed))]
    return png.prefix(headerCount) + texts.flatMap(chunk) + png.dropFirst(headerCount)
  }

  /// An iTXt chunk: keyword, not compressed, no language, no translated keyword.
  private static func chunk(_ keyword: String, _ text: String) -> [UInt8] {
    let content = Array("iTXt\(keyword)".utf8) + [0, 0, 0, 0, 0] + Array(text.utf8)
    var chunk = [UInt8]()
    chunk.appendBigEndian(content.count - 4, bytes: 4)
    chunk += content
    chunk.appendBigEndian(Int(CRC.crc32(content)), bytes: 4)
    return chunk
  }

  /// The text chunks of a PNG by keyword; of a damaged file those before the damage.
  static func read(_ bytes: [UInt8]) -> [String: String] {
    let reader = ByteReader(bytes)
    var (texts, offset) = ([String: String](), 8)
    while let count = reader.bigEndian(at: offset, bytes: 4), let content = reader.slice(at: offset + 8, count: count) {
      if reader.has("iTXt", at: offset + 4), let (keyword, text) = split(content) { texts[keyword] = text }
      if reader.has("IDAT", at: offset + 4) { break }
      offset += count + 12
    }
    return texts
  }

  private static func split(_ content: ArraySlice<UInt8>) -> (String, String)? {
    let parts = content.split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[1].isEmpty, parts[2].isEmpty else { return nil }
    return (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[5], as: UTF8.self))
  }
}
