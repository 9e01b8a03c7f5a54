/// The cyclic redundancy checks of PNG and FLAC.
enum CRC {
  /// PNG's check of a chunk.
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { table32[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }

  /// FLAC's check of a frame's header: polynomial x^8 + x^2 + x + 1.
  static func crc8(_ bytes: some Sequence<UInt8>) -> UInt8 {
    bytes.reduce(0) { table8[Int($0 ^ $1)] }
  }

  /// FLAC's check of a frame: polynomial x^16 + x^15 + x^2 + 1.
  static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    bytes.reduce(0) { table16[Int(UInt8(truncatingIfNeeded: $0 >> 8) ^ $1)] ^ $0 << 8 }
  }

  private static let table32: [UInt32] = (0..<256).map { (byte: UInt32) -> UInt32 in
    var value = byte
    for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    return value
  }

  private static let table8: [UInt8] = table(polynomial: 0x07)
  private static let table16: [UInt16] = table(polynomial: 0x8005)

  /// The table of a check that takes a byte's highest bit first.
  private static func table<Word: FixedWidthInteger>(polynomial: Word) -> [Word] {
    (0..<256).map { byte in
      var value = Word(truncatingIfNeeded: byte) << (Word.bitWidth - 8)
      for _ in 0..<8 { value = value.leadingZeroBitCount == 0 ? polynomial ^ value << 1 : value << 1 }
      return value
    }
  }
}
