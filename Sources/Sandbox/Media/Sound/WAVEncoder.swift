import MediaFiles

/// Writes RIFF WAVE files.
enum WAVEncoder {
  static func file(of sound: Sound, comment: String?) -> [UInt8] {
    let chunks = [chunk("fmt ", format(sound)), list(comment), chunk("data", sound.littleEndianBytes)]
    return chunk("RIFF", Array("WAVE".utf8) + Array(chunks.joined()))
  }

  private static func format(_ sound: Sound) -> [UInt8] {
    let frame = sound.channels * 2
    var bytes = [UInt8]()
    bytes.appendLittleEndian(1, bytes: 2)
    bytes.appendLittleEndian(sound.channels, bytes: 2)
    bytes.appendLittleEndian(sound.sampleRate, bytes: 4)
    bytes.appendLittleEndian(sound.sampleRate * frame, bytes: 4)
    bytes.appendLittleEndian(frame, bytes: 2)
    bytes.appendLittleEndian(16, bytes: 2)
    return bytes
  }

  private static func list(_ comment: String?) -> [UInt8] {
    guard let comment else { return [] }
    return chunk("LIST", Array("INFO".utf8) + chunk("ICMT", Array(comment.utf8) + [0]))
  }

  /// A chunk, padded to an even length.
  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.appendLittleEndian(content.count, bytes: 4)
    bytes += content
    return content.count % 2 == 0 ? bytes : bytes + [0]
  }
}
