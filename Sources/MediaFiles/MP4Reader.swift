/// Reads the few facts about an MP4 that the sandbox asks for.
package struct MP4Reader {
  /// Of the first track that has one.
  package private(set) var size: PixelSize?
  /// From the movie's header.
  package private(set) var seconds: Double?
  /// What iTunes calls the comment.
  package private(set) var comment: String?

  package init(_ reader: ByteReader) {
    guard let movie = Self.content(reader, "moov") else { return }
    if let header = Self.content(movie, "mvhd") { seconds = Self.seconds(header) }
    size = Self.all(movie, "trak").lazy.compactMap { Self.content($0, "tkhd").flatMap(Self.size) }.first
    comment = Self.comment(movie)
  }

  private static func seconds(_ header: ByteReader) -> Double? {
    let isLong = header.byte(at: 0) == 1
    guard let scale = header.bigEndian(at: isLong ? 20 : 12, bytes: 4), scale > 0,
      let length = isLong ? header.bigEndian(at: 25, bytes: 7) : header.bigEndian(at: 16, bytes: 4)
    else { return nil }
    return Double(length) / Double(scale)
  }

  /// Width and height are the last eight bytes, with 16 bits for fractions.
  private static func size(_ header: ByteReader) -> PixelSize? {
    guard let width = header.bigEndian(at: header.count - 8, bytes: 4).map({ $0 >> 16 }), width > 0,
      let height = header.bigEndian(at: header.count - 4, bytes: 4).map({ $0 >> 16 }), height > 0
    else { return nil }
    return PixelSize(width: width, height: height)
  }

  private static func comment(_ movie: ByteReader) -> String? {
    guard let meta = content(movie, "udta").flatMap({ content($0, "meta") }), meta.count >= 4,
      let list = content(ByteReader(meta.bytes.dropFirst(4)), "ilst"),
      let data = content(list, "\u{A9}cmt").flatMap({ content($0, "data") })
    else { return nil }
    return data.text(at: 8, count: data.count - 8)
  }

  private static func content(_ reader: ByteReader, _ type: String) -> ByteReader? {
    all(reader, type, most: 1).first
  }

  /// The contents of the boxes of a type that stand side by side; cut off where the file is.
  private static func all(_ reader: ByteReader, _ type: String, most: Int = 64) -> [ByteReader] {
    let code = type.unicodeScalars.reduce(0) { $0 << 8 | Int($1.value & 0xFF) }
    var (found, offset) = ([ByteReader](), 0)
    while found.count < most, let length = reader.bigEndian(at: offset, bytes: 4) {
      let (head, whole) = extent(reader, offset, length)
      guard whole >= head else { break }
      let content = reader.slice(at: offset + head, count: min(whole, reader.count - offset) - head)
      if reader.bigEndian(at: offset + 4, bytes: 4) == code, let content { found.append(ByteReader(content)) }
      offset += whole
    }
    return found
  }

  /// Length of a box's head and of the whole: 1 announces 8 more bytes, 0 the rest of the file.
  private static func extent(_ reader: ByteReader, _ offset: Int, _ length: Int) -> (head: Int, whole: Int) {
    if length == 1 { return (16, reader.bigEndian(at: offset + 9, bytes: 7) ?? 0) }
    return (8, length == 0 ? reader.count - offset : length)
  }
}
