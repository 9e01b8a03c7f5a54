/// Reads numbers out of bytes that nobody vouches for: what lies outside of
/// them is nil, never a trap.
package struct ByteReader {
  package let bytes: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
  }

  package var count: Int { bytes.count }

  /// The bytes from `offset` on, counted from 0; nil if fewer than `count` are there.
  package func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    let start = bytes.startIndex + offset
    return bytes[start..<start + count]
  }

  /// Whether the ASCII `mark` stands at `offset`.
  package func has(_ mark: String, at offset: Int = 0) -> Bool {
    slice(at: offset, count: mark.utf8.count)?.elementsEqual(mark.utf8) ?? false
  }

  package func byte(at offset: Int) -> Int? {
    slice(at: offset, count: 1)?.first.map(Int.init)
  }

  /// A number of up to 7 bytes, most significant byte first.
  package func bigEndian(at offset: Int, bytes count: Int) -> Int? {
    slice(at: offset, count: count)?.reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number of up to 7 bytes, least significant byte first.
  package func littleEndian(at offset: Int, bytes count: Int) -> Int? {
    slice(at: offset, count: count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// The bytes from `offset` on as UTF-8, faulty bytes replaced.
  package func text(at offset: Int, count: Int) -> String? {
    slice(at: offset, count: count).map { String(decoding: $0, as: UTF8.self) }
  }
}
