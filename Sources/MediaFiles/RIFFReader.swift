/// Finds chunks in a RIFF file.
package struct RIFFReader {
  private let reader: ByteReader
  private let start: Int

  /// Reads a whole file: the chunks after `RIFF`, length and form.
  package init(_ reader: ByteReader) {
    self.reader = reader
    start = 12
  }

  /// Reads the chunks of a list, after its form.
  package init(list content: ArraySlice<UInt8>) {
    reader = ByteReader(content)
    start = 4
  }

  /// The content of the first chunk of a name; cut off where the file is.
  package func content(_ name: String) -> ArraySlice<UInt8>? {
    var offset = start
    while let length = reader.littleEndian(at: offset + 4, bytes: 4) {
      let present = min(length, reader.count - offset - 8)
      if reader.has(name, at: offset) { return reader.slice(at: offset + 8, count: present) }
      offset += 8 + length + length % 2
    }
    return nil
  }
}
