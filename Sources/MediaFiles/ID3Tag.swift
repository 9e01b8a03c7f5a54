/// ID3v2 tags with one comment.
package enum ID3Tag {
  /// A tag of version 2.3 with `comment` in UTF-16.
  package static func bytes(comment: String) -> [UInt8] {
    // encoding 1 (UTF-16 with mark), language, empty description, text
    var content: [UInt8] = [1] + Array("eng".utf8) + [0xFF, 0xFE, 0, 0, 0xFF, 0xFE]
    for unit in comment.utf16 { content.appendLittleEndian(Int(unit), bytes: 2) }
    var frame = Array("COMM".utf8)
    frame.appendBigEndian(content.count, bytes: 4)
    frame += [0, 0] + content
    return Array("ID3".utf8) + [3, 0, 0] + sevenBits(frame.count) + frame
  }

  /// A number in four bytes of seven bits each.
  private static func sevenBits(_ value: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(truncatingIfNeeded: value >> $0 & 0x7F) }
  }

  /// Length of the tag that the file begins with, its header included; 0 if there is none.
  package static func length(_ reader: ByteReader) -> Int {
    guard reader.has("ID3"), let size = reader.slice(at: 6, count: 4) else { return 0 }
    return size.reduce(0) { $0 << 7 | Int($1 & 0x7F) } + 10
  }

  /// The text of the first comment frame of a tag of version 2.3 or 2.4.
  package static func comment(_ reader: ByteReader) -> String? {
    let end = length(reader)
    var offset = 10
    while offset + 10 <= end, let size = frameSize(reader, at: offset + 4), size > 0 {
      if reader.has("COMM", at: offset) { return reader.slice(at: offset + 10, count: size).flatMap(text) }
      offset += size + 10
    }
    return nil
  }

  private static func frameSize(_ reader: ByteReader, at offset: Int) -> Int? {
    guard reader.byte(at: 3) == 4 else { return reader.bigEndian(at: offset, bytes: 4) }
    return reader.slice(at: offset, count: 4)?.reduce(0) { $0 << 7 | Int($1 & 0x7F) }
  }

  private static func text(_ content: ArraySlice<UInt8>) -> String? {
    guard let encoding = content.first else { return nil }
    let rest = content.dropFirst(4)
    guard encoding == 1 || encoding == 2 else {
      return rest.firstIndex(of: 0).map { String(decoding: rest[($0 + 1)...], as: UTF8.self) }
    }
    let units = stride(from: rest.startIndex, to: rest.endIndex - 1, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(rest[index]), UInt16(rest[index + 1]))
      return encoding == 1 ? first | second << 8 : first << 8 | second
    }
    return units.firstIndex(of: 0).map { end in
      String(decoding: units[(end + 1)...].filter { $0 != 0xFEFF && $0 != 0 }, as: UTF16.self)
    }
  }
}
