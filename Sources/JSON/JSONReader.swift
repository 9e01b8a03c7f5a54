/// Why a text is not JSON, and where.
package struct JSONSyntaxError: Error, Equatable, Sendable {
  package enum Fault: Equatable, Sendable {
    case unexpectedEnd
    case unexpectedByte
    case textAfterValue
    case badEscape
    case controlCharacter
    case invalidUTF8
    /// Lists and records stand in one another deeper than `JSON.maximumDepth`.
    case tooDeep
    /// There are more values than the reader was to take.
    case tooManyValues
  }

  package let fault: Fault
  /// In bytes of UTF-8, counted from 0.
  package let offset: Int
}

extension JSON {
  /// How deep lists and records may stand in one another.
  package static let maximumDepth = 512

  /// Parses a whole text (RFC 8259; white space around the value is allowed).
  /// - Throws: `JSONSyntaxError` at the first byte that does not fit.
  package init(parsing text: String) throws(JSONSyntaxError) {
    var reader = JSONReader(expectedCount: text.utf8.count)
    var rest = text.utf8[...]
    while !rest.isEmpty {
      try reader.read(Array(rest.prefix(1 << 16)))
      rest = rest.dropFirst(1 << 16)
    }
    self = try reader.finish()
  }

  /// Parses UTF-8 bytes.
  /// - Throws: `JSONSyntaxError` at the first byte that does not fit.
  package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var reader = JSONReader()
    try reader.read(bytes)
    self = try reader.finish()
  }
}

/// Reads a value from pieces of a text as they come, so that the text is
/// never in memory as a whole beside what it says.
///
/// A state machine over RFC 8259 with a stack of its own. What a piece cuts
/// off in the middle of a character, an escape or a word waits for the next.
package struct JSONReader: Sendable {
  enum Expectation {
    case value
    /// A value or `]`.
    case firstElement
    case key
    /// A key or `}`.
    case firstKey
    case colon
    case commaOrEnd
    case nothing
  }

  /// What has begun and goes on in the next piece.
  enum Token { case none, text, number }

  /// A list or record that is open.
  struct Frame {
    var isRecord = false
    var elements: [JSON] = []
    var members = JSONObject()
    var key = ""
  }

  var expectation = Expectation.value
  var token = Token.none
  /// The text that is being read, and where it began.
  var text = ""
  /// So many bytes of it need no more memory.
  var room = 0
  var number: [UInt8] = []
  var tokenStart = 0
  /// How many bytes there are in all, as far as that was said.
  let expectedCount: Int
  /// The offset of the current piece.
  var base = 0
  private var frame = Frame()
  /// Those around `frame`.
  private var outer: [Frame] = []
  private var depth = 0
  private var document: JSON?
  private var carried: [UInt8] = []
  private let maximumValues: Int
  private var values = 0

  /// - Parameters:
  ///   - expectedCount: of bytes, if it is known; need not be true.
  ///   - maximumValues: the most that are taken.
  package init(expectedCount: Int = 0, maximumValues: Int = .max) {
    self.expectedCount = expectedCount
    self.maximumValues = maximumValues
  }

  /// Reads the next piece.
  /// - Throws: `JSONSyntaxError` at the first byte that does not fit; nothing
  ///   may be read after that.
  package mutating func read(_ piece: [UInt8]) throws(JSONSyntaxError) {
    let bytes = carried.isEmpty ? piece : carried + piece
    var index = 0
    while index < bytes.count, try step(bytes, &index) {}
    carried = Array(bytes[index...])
    base += index
  }

  /// - Returns: the value, when all has been read.
  /// - Throws: `JSONSyntaxError` if there is not all of it.
  package mutating func finish() throws(JSONSyntaxError) -> JSON {
    let end = base + carried.count
    if token == .number { try endNumber() }
    guard token == .none else { throw JSONSyntaxError(fault: .unexpectedEnd, offset: end) }
    guard carried.isEmpty else { throw JSONSyntaxError(fault: .unexpectedByte, offset: base) }
    guard let document else { throw JSONSyntaxError(fault: .unexpectedEnd, offset: end) }
    return document
  }

  /// - Returns: false if more bytes are needed for what stands at `index`.
  private mutating func step(_ bytes: [UInt8], _ index: inout Int) throws(JSONSyntaxError) -> Bool {
    switch token {
    case .text: return try readText(bytes, &index)
    case .number: try readNumber(bytes, &index)
    case .none:
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return try begin(bytes, &index)
      }
    }
    return true
  }

  private mutating func begin(_ bytes: [UInt8], _ index: inout Int) throws(JSONSyntaxError) -> Bool {
    let byte = bytes[index]
    switch expectation {
    case .value: return try beginValue(byte, bytes, &index)
    case .firstElement where byte == UInt8(ascii: "]"): closeList()
    case .firstElement: return try beginValue(byte, bytes, &index)
    case .key where byte == UInt8(ascii: "\""), .firstKey where byte == UInt8(ascii: "\""): beginText(at: index)
    case .firstKey where byte == UInt8(ascii: "}"): closeRecord()
    case .colon where byte == UInt8(ascii: ":"): expectation = .value
    case .commaOrEnd where byte == UInt8(ascii: ","): expectation = frame.isRecord ? .key : .value
    case .commaOrEnd where byte == UInt8(ascii: "}") && frame.isRecord: closeRecord()
    case .commaOrEnd where byte == UInt8(ascii: "]") && !frame.isRecord: closeList()
    default: throw unexpected(at: base + index)
    }
    index += 1
    return true
  }

  private mutating func beginValue(
    _ byte: UInt8, _ bytes: [UInt8], _ index: inout Int
  ) throws(JSONSyntaxError) -> Bool {
    guard values < maximumValues else { throw fault(.tooManyValues, at: index) }
    switch byte {
    case UInt8(ascii: "{"): try open(isRecord: true, at: index)
    case UInt8(ascii: "["): try open(isRecord: false, at: index)
    case UInt8(ascii: "\""): beginText(at: index)
    case UInt8(ascii: "t"): return try readWord("true", true, bytes, &index)
    case UInt8(ascii: "f"): return try readWord("false", false, bytes, &index)
    case UInt8(ascii: "n"): return try readWord("null", .null, bytes, &index)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      token = .number
      tokenStart = base + index
      return true
    default: throw unexpected(at: base + index)
    }
    index += 1
    return true
  }

  // MARK: Lists and records

  private mutating func open(isRecord: Bool, at index: Int) throws(JSONSyntaxError) {
    guard depth < JSON.maximumDepth else { throw fault(.tooDeep, at: index) }
    depth += 1
    outer.append(frame)
    frame = Frame(isRecord: isRecord)
    expectation = isRecord ? .firstKey : .firstElement
  }

  private mutating func closeList() { close(.array(frame.elements)) }

  private mutating func closeRecord() { close(.object(frame.members)) }

  private mutating func close(_ value: JSON) {
    depth -= 1
    frame = outer.popLast() ?? Frame()
    add(value)
  }

  /// Takes a whole value to where it belongs.
  mutating func add(_ value: JSON) {
    values += 1
    guard depth > 0 else {
      document = value
      expectation = .nothing
      return
    }
    if frame.isRecord { frame.members[frame.key] = value } else { frame.elements.append(value) }
    expectation = .commaOrEnd
  }

  mutating func add(key: String) {
    frame.key = key
    expectation = .colon
  }

  // MARK: Faults

  func fault(_ fault: JSONSyntaxError.Fault, at index: Int) -> JSONSyntaxError {
    JSONSyntaxError(fault: fault, offset: base + index)
  }

  func unexpected(at offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(fault: expectation == .nothing ? .textAfterValue : .unexpectedByte, offset: offset)
  }
}
