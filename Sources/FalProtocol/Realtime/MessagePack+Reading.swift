package import JSON

extension MessagePack {
  /// The value of a whole message.
  ///
  /// JSON has no bytes: they become a data URL, of the type that the
  /// `content_type` beside them names. Floats that are no numbers become
  /// null, text that is no UTF-8 is mended, and what the format leaves to its
  /// users is taken for bytes: a result that was paid for is not lost over
  /// one field.
  /// - Throws: `Fault`, at the first byte that does not fit.
  package static func decode(_ bytes: some Collection<UInt8>) throws(Fault) -> JSON {
    var reader = Reader(bytes: Array(bytes))
    let item = try reader.readItem(depth: 0)
    guard reader.offset == reader.bytes.count else { throw .bytesAfterValue(offset: reader.offset) }
    return item.json(ofType: nil)
  }

  /// A value before it is known of what type its bytes are.
  private enum Item {
    case json(JSON)
    case bytes([UInt8])

    func json(ofType type: String?) -> JSON {
      switch self {
      case .json(let json): json
      case .bytes(let bytes): .string(DataURL(contentType: type ?? unknownType, bytes: bytes).text)
      }
    }
  }

  /// Goes through the bytes once; each function reads what its name says.
  private struct Reader {
    let bytes: [UInt8]
    var offset = 0
    private var valuesLeft = maximumValues

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func readItem(depth: Int) throws(Fault) -> Item {
      guard valuesLeft > 0 else { throw .tooManyValues }
      valuesLeft -= 1
      let start = offset
      let type = UInt8(truncatingIfNeeded: try readBits(1))
      switch type {
      case 0x00...0x7F: return .json(JSON(Int(type)))
      case 0xE0...0xFF: return .json(JSON(Int(Int8(bitPattern: type))))
      case 0x80...0x8F: return try readRecord(Int(type & 0x0F), depth: depth)
      case 0x90...0x9F: return try readList(Int(type & 0x0F), depth: depth)
      case 0xA0...0xBF: return try readText(Int(type & 0x1F))
      case 0xC0: return .json(.null)
      case 0xC2, 0xC3: return .json(.bool(type == 0xC3))
      case 0xC4...0xC6: return .bytes(try readBytes(readCount(1 << (type - 0xC4))))
      case 0xC7...0xC9: return try readExtension(readCount(1 << (type - 0xC7)))
      case 0xCA, 0xCB: return .json(try readFloat(isWide: type == 0xCB))
      case 0xCC...0xCF: return .json(Self.number("\(try readBits(1 << (type - 0xCC)))"))
      case 0xD0...0xD3: return .json(Self.number("\(try readSigned(1 << (type - 0xD0)))"))
      case 0xD4...0xD8: return try readExtension(1 << Int(type - 0xD4))
      case 0xD9...0xDB: return try readText(readCount(1 << (type - 0xD9)))
      case 0xDC, 0xDD: return try readList(readCount(2 << (type - 0xDC)), depth: depth)
      case 0xDE, 0xDF: return try readRecord(readCount(2 << (type - 0xDE)), depth: depth)
      default: throw .unknownType(type, offset: start)
      }
    }

    // MARK: Lists and records

    /// Every value takes a byte at least, so that no count can claim more
    /// memory than there are bytes.
    private func check(_ count: Int, of size: Int, depth: Int) throws(Fault) {
      guard depth < JSON.maximumDepth else { throw .tooDeep }
      guard count <= (bytes.count - offset) / size else { throw .unexpectedEnd(offset: bytes.count) }
    }

    private mutating func readList(_ count: Int, depth: Int) throws(Fault) -> Item {
      try check(count, of: 1, depth: depth)
      var elements: [JSON] = []
      for _ in 0..<count { elements.append(try readItem(depth: depth + 1).json(ofType: nil)) }
      return .json(.array(elements))
    }

    private mutating func readRecord(_ count: Int, depth: Int) throws(Fault) -> Item {
      try check(count, of: 2, depth: depth)
      var items: [(key: String, item: Item)] = []
      for _ in 0..<count {
        let key = try readKey(depth: depth)
        items.append((key, try readItem(depth: depth + 1)))
      }
      let type = Self.contentType(in: items)
      return .json(.object(JSONObject(items.map { ($0.key, $0.item.json(ofType: type)) }) { $1 }))
    }

    private mutating func readKey(depth: Int) throws(Fault) -> String {
      let start = offset
      switch try readItem(depth: depth + 1) {
      case .json(.string(let text)): return text
      case .json(.number(let number)) where number.int != nil: return number.text
      case .bytes(let bytes):
        if let text = String(validating: bytes, as: UTF8.self) { return text }
      case .json: break
      }
      throw .badKey(offset: start)
    }

    /// What a record says of its bytes, if it looks like a type.
    private static func contentType(in items: [(key: String, item: Item)]) -> String? {
      guard case .json(.string(let type))? = items.last(where: { $0.key == typeName })?.item else { return nil }
      let isPlain = type.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !",;\"".utf8.contains($0) }
      return isPlain && type.utf8.count < 100 && type.contains("/") ? type : nil
    }

    // MARK: What has no parts

    private mutating func readText(_ count: Int) throws(Fault) -> Item {
      .json(.string(String(decoding: try readBytes(count), as: UTF8.self)))
    }

    private mutating func readExtension(_ count: Int) throws(Fault) -> Item {
      _ = try readBits(1)
      return .bytes(try readBytes(count))
    }

    /// A narrow float keeps the digits that it was made of.
    private mutating func readFloat(isWide: Bool) throws(Fault) -> JSON {
      guard !isWide else { return JSON(Double(bitPattern: try readBits(8))) }
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: try readBits(4)))
      guard float.isFinite else { return .null }
      return float == float.rounded() ? JSON(Double(float)) : Self.number("\(float)")
    }

    private mutating func readSigned(_ count: Int) throws(Fault) -> Int64 {
      let unused = UInt64(64 - 8 * count)
      return Int64(bitPattern: try readBits(count) << unused) >> Int64(unused)
    }

    private mutating func readCount(_ count: Int) throws(Fault) -> Int { Int(clamping: try readBits(count)) }

    /// A number of so many bytes, the highest first.
    private mutating func readBits(_ count: Int) throws(Fault) -> UInt64 {
      try take(count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func readBytes(_ count: Int) throws(Fault) -> [UInt8] { Array(try take(count)) }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
      guard count >= 0, count <= bytes.count - offset else { throw .unexpectedEnd(offset: bytes.count) }
      defer { offset += count }
      return bytes[offset..<offset + count]
    }

    private static func number(_ digits: String) -> JSON { JSONNumber(digits).map(JSON.number) ?? .null }
  }
}
