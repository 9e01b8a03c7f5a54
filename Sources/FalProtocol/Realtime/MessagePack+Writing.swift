package import JSON

extension MessagePack {
  /// The bytes of a value: whole numbers as such, up to 64 bits, all others
  /// as 64-bit floats.
  /// - Parameter filesAsBytes: whether a data URL that stands as the
  ///   `content` of a record goes as bytes, as models send their files; else
  ///   it stays a text, as they take them.
  /// - Throws: `Fault.numberOutOfRange` or `.tooDeep`.
  package static func encode(_ json: JSON, filesAsBytes: Bool = false) throws(Fault) -> [UInt8] {
    var writer = Writer(filesAsBytes: filesAsBytes)
    try writer.write(json, depth: 0)
    return writer.bytes
  }

  private struct Writer {
    let filesAsBytes: Bool
    var bytes: [UInt8] = []

    mutating func write(_ json: JSON, depth: Int) throws(Fault) {
      switch json {
      case .null: bytes.append(0xC0)
      case .bool(let value): bytes.append(value ? 0xC3 : 0xC2)
      case .number(let number): try write(number)
      case .string(let text): write(text)
      case .array(let elements):
        try check(depth)
        write(count: elements.count, as: .list)
        for element in elements { try write(element, depth: depth + 1) }
      case .object(let members):
        try check(depth)
        write(count: members.count, as: .record)
        for (key, value) in members { try write(value, under: key, depth: depth + 1) }
      }
    }

    private func check(_ depth: Int) throws(Fault) {
      guard depth < JSON.maximumDepth else { throw .tooDeep }
    }

    private mutating func write(_ value: JSON, under key: String, depth: Int) throws(Fault) {
      write(key)
      guard filesAsBytes, key == contentName, let file = value.string.flatMap({ DataURL($0) }) else {
        return try write(value, depth: depth)
      }
      write(count: file.bytes.count, as: .bytes)
      bytes += file.bytes
    }

    private mutating func write(_ text: String) {
      write(count: text.utf8.count, as: .text)
      bytes += text.utf8
    }

    private mutating func write(_ number: JSONNumber) throws(Fault) {
      if let whole = UInt64(number.text) { return write(whole) }
      if let whole = Int64(number.text) { return writeNegative(whole) }
      let isWhole = !number.text.utf8.contains { ".eE".utf8.contains($0) }
      guard !isWhole, let double = number.double else { throw .numberOutOfRange(number.text) }
      bytes.append(0xCB)
      append(double.bitPattern, 8)
    }

    private mutating func write(_ whole: UInt64) {
      switch whole {
      case 0...0x7F: bytes.append(UInt8(truncatingIfNeeded: whole))
      case 0x80...0xFF: append(0xCC, whole, 1)
      case 0x100...0xFFFF: append(0xCD, whole, 2)
      case 0x1_0000...0xFFFF_FFFF: append(0xCE, whole, 4)
      default: append(0xCF, whole, 8)
      }
    }

    private mutating func writeNegative(_ whole: Int64) {
      let bits = UInt64(bitPattern: whole)
      switch whole {
      case -32..<0: bytes.append(UInt8(truncatingIfNeeded: bits))
      case -0x80..<0: append(0xD0, bits, 1)
      case -0x8000..<0: append(0xD1, bits, 2)
      case -0x8000_0000..<0: append(0xD2, bits, 4)
      default: append(0xD3, bits, 8)
      }
    }

    private mutating func write(count: Int, as form: Form) {
      let bits = UInt64(clamping: count)
      if let (type, most) = form.fixed, count <= most { return bytes.append(type | UInt8(truncatingIfNeeded: count)) }
      if let one = form.one, count <= 0xFF { return append(one, bits, 1) }
      if count <= 0xFFFF { return append(form.two, bits, 2) }
      append(form.four, bits, 4)
    }

    private mutating func append(_ type: UInt8, _ bits: UInt64, _ count: Int) {
      bytes.append(type)
      append(bits, count)
    }

    /// The lowest `count` bytes, the highest first.
    private mutating func append(_ bits: UInt64, _ count: Int) {
      for index in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(index)))) }
    }
  }
}
