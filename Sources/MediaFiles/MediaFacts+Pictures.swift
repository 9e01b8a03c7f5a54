extension MediaFacts {
  package static func picture(_ reader: ByteReader) -> MediaFacts? {
    if reader.has("PNG\r\n", at: 1) { return MediaFacts(.png, size: bigEndianSize(reader, at: 16, bytes: 4)) }
    if reader.has("GIF8") { return MediaFacts(.gif, size: littleEndianSize(reader, at: 6, bytes: 2)) }
    if reader.has("RIFF"), reader.has("WEBP", at: 8) { return MediaFacts(.webp, size: webpSize(reader)) }
    if reader.has("BM"), reader.bigEndian(at: 6, bytes: 4) == 0 { return MediaFacts(.bmp, size: bmpSize(reader)) }
    if reader.bigEndian(at: 0, bytes: 3) == 0xFFD8FF { return MediaFacts(.jpeg, size: jpegSize(reader)) }
    return nil
  }

  private static func bigEndianSize(_ reader: ByteReader, at offset: Int, bytes: Int) -> PixelSize? {
    guard let width = reader.bigEndian(at: offset, bytes: bytes),
      let height = reader.bigEndian(at: offset + bytes, bytes: bytes)
    else { return nil }
    return PixelSize(width: width, height: height)
  }

  private static func littleEndianSize(_ reader: ByteReader, at offset: Int, bytes: Int) -> PixelSize? {
    guard let width = reader.littleEndian(at: offset, bytes: bytes),
      let height = reader.littleEndian(at: offset + bytes, bytes: bytes)
    else { return nil }
    return PixelSize(width: width, height: height)
  }

  /// A height below zero says that the rows run downwards.
  private static func bmpSize(_ reader: ByteReader) -> PixelSize? {
    littleEndianSize(reader, at: 18, bytes: 4).map { size in
      PixelSize(width: size.width, height: Int(abs(Int64(Int32(truncatingIfNeeded: size.height)))))
    }
  }

  /// The three sorts of WebP: extended, lossless, lossy.
  private static func webpSize(_ reader: ByteReader) -> PixelSize? {
    if reader.has("VP8X", at: 12) {
      return littleEndianSize(reader, at: 24, bytes: 3).map { PixelSize(width: $0.width + 1, height: $0.height + 1) }
    }
    if reader.has("VP8L", at: 12) {
      return reader.littleEndian(at: 21, bytes: 4).map {
        PixelSize(width: $0 & 0x3FFF + 1, height: $0 >> 14 & 0x3FFF + 1)
      }
    }
    return littleEndianSize(reader, at: 26, bytes: 2).map {
      PixelSize(width: $0.width & 0x3FFF, height: $0.height & 0x3FFF)
    }
  }

  /// Goes from segment to segment up to the frame header.
  private static func jpegSize(_ reader: ByteReader) -> PixelSize? {
    var offset = 2
    while let marker = reader.bigEndian(at: offset, bytes: 2), marker >> 8 == 0xFF,
      let length = reader.bigEndian(at: offset + 2, bytes: 2)
    {
      let isFrame = (0xC0...0xCF).contains(marker & 0xFF) && ![0xC4, 0xC8, 0xCC].contains(marker & 0xFF)
      if isFrame {
        return bigEndianSize(reader, at: offset + 5, bytes: 2).map { PixelSize(width: $0.height, height: $0.width) }
      }
      offset += max(length, 2) + 2
    }
    return nil
  }
}
