/// The binary form of JSON in which models speak in real time
/// (https://github.com/msgpack/msgpack/blob/master/spec.md).
package enum MessagePack {
  /// How many values one message may hold: what claims more was not made to
  /// be read.
  package static let maximumValues = 1 << 22

  /// Why bytes are no message, or a value cannot be made one.
  package enum Fault: Error, Hashable, Sendable {
    /// The bytes end before the value does; the offset is where more was
    /// wanted.
    case unexpectedEnd(offset: Int)
    case bytesAfterValue(offset: Int)
    /// A byte that begins no value.
    case unknownType(UInt8, offset: Int)
    /// A key that is neither a text nor a whole number.
    case badKey(offset: Int)
    /// Lists and records stand in one another deeper than
    /// `JSON.maximumDepth`.
    case tooDeep
    case tooManyValues
    /// A whole number of more than 64 bits, or one that no `Double` comes
    /// near.
    case numberOutOfRange(String)
  }

  /// Where a value's count goes: into the type byte, or behind one of three.
  struct Form: Sendable {
    /// The type byte that holds a count up to `most`; nil if there is none.
    var fixed: (type: UInt8, most: Int)?
    /// For a count of one byte; nil if there is none.
    var one: UInt8?
    var two: UInt8
    var four: UInt8

    static let text = Form(fixed: (0xA0, 31), one: 0xD9, two: 0xDA, four: 0xDB)
    static let bytes = Form(fixed: nil, one: 0xC4, two: 0xC5, four: 0xC6)
    static let list = Form(fixed: (0x90, 15), one: nil, two: 0xDC, four: 0xDD)
    static let record = Form(fixed: (0x80, 15), one: nil, two: 0xDE, four: 0xDF)
  }

  /// The name under which a record tells of what type its bytes are.
  static let typeName = "content_type"
  /// The name under which models send a file's bytes.
  static let contentName = "content"
  static let unknownType = "application/octet-stream"
}
