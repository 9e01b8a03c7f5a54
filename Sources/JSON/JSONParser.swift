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
  package init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: Array(text.utf8)) }

  /// Parses UTF-8 bytes.
  /// - Throws: `JSONSyntaxError` at the first byte that does not fit.
  package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser(scanner: JSONScanner(bytes))
    self = try parser.parseDocument()
  }
}

/// Recursive descent; each function stands for one rule of RFC 8259.
struct JSONParser {
  var scanner: JSONScanner
  private var depth = 0

  init(scanner: JSONScanner) { self.scanner = scanner }

  mutating func parseDocument() throws(JSONSyntaxError) -> JSON {
    let value = try parseValue()
    scanner.skipWhitespace()
    guard scanner.current == nil else { throw fault(.textAfterValue) }
    return value
  }

  private func fault(_ fault: JSONSyntaxError.Fault) -> JSONSyntaxError {
    JSONSyntaxError(fault: fault, offset: scanner.offset)
  }

  private var unexpected: JSONSyntaxError { fault(scanner.current == nil ? .unexpectedEnd : .unexpectedByte) }

  private mutating func parseValue() throws(JSONSyntaxError) -> JSON {
    scanner.skipWhitespace()
    switch scanner.current {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.parseObject() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.parseArray() }
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t") where scanner.scan("true"): return .bool(true)
    case UInt8(ascii: "f") where scanner.scan("false"): return .bool(false)
    case UInt8(ascii: "n") where scanner.scan("null"): return .null
    default: return .number(try parseNumber())
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONSyntaxError) -> JSON
  ) throws(JSONSyntaxError) -> JSON {
    guard depth < JSON.maximumDepth else { throw fault(.tooDeep) }
    depth += 1
    defer { depth -= 1 }
    scanner.offset += 1
    return try body(&self)
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> JSONNumber {
    let start = scanner.offset
    guard let end = scanner.scanNumber() else { throw unexpected }
    return JSONNumber(scanned: String(decoding: scanner.bytes[start..<end], as: UTF8.self))
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> JSON {
    var elements: [JSON] = []
    scanner.skipWhitespace()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try parseValue())
      scanner.skipWhitespace()
    } while take(",")
    guard take("]") else { throw unexpected }
    return .array(elements)
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> JSON {
    var members = JSONObject()
    scanner.skipWhitespace()
    if take("}") { return .object(members) }
    repeat {
      scanner.skipWhitespace()
      guard scanner.current == UInt8(ascii: "\"") else { throw unexpected }
      let key = try parseString()
      scanner.skipWhitespace()
      guard take(":") else { throw unexpected }
      members[key] = try parseValue()
      scanner.skipWhitespace()
    } while take(",")
    guard take("}") else { throw unexpected }
    return .object(members)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard scanner.current == UInt8(ascii: character) else { return false }
    scanner.offset += 1
    return true
  }

  private mutating func parseString() throws(JSONSyntaxError) -> String {
    scanner.offset += 1
    let start = scanner.offset
    var hasEscapes = false
    while let byte = scanner.current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault(.controlCharacter) }
      if byte == UInt8(ascii: "\\") { hasEscapes = true }
      scanner.offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard scanner.current != nil else { throw fault(.unexpectedEnd) }
    let content = scanner.bytes[start..<scanner.offset]
    scanner.offset += 1
    // A text may be a whole picture: without escapes it is copied once only.
    let decoded = hasEscapes
      ? String(validating: try unescaped(content), as: UTF8.self) : String(validating: content, as: UTF8.self)
    guard let text = decoded else {
      throw JSONSyntaxError(fault: .invalidUTF8, offset: start)
    }
    return text
  }

  private func unescaped(_ content: ArraySlice<UInt8>) throws(JSONSyntaxError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      if content[index] != UInt8(ascii: "\\") {
        bytes.append(content[index])
        index += 1
      } else {
        index = try unescape(content, at: index, into: &bytes)
      }
    }
    return bytes
  }

  /// - Returns: the index behind the escape that starts at `start`.
  private func unescape(
    _ content: ArraySlice<UInt8>, at start: Int, into bytes: inout [UInt8]
  ) throws(JSONSyntaxError) -> Int {
    guard start + 1 < content.endIndex else { throw JSONSyntaxError(fault: .badEscape, offset: start) }
    switch content[start + 1] {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(content[start + 1])
    case UInt8(ascii: "u"): return try unescapeUnicode(content, at: start, into: &bytes)
    default: throw JSONSyntaxError(fault: .badEscape, offset: start)
    }
    return start + 2
  }

  /// A lone surrogate becomes U+FFFD, as in Foundation's and Python's
  /// lenient readers: some models cut an emoji in two.
  private func unescapeUnicode(
    _ content: ArraySlice<UInt8>, at start: Int, into bytes: inout [UInt8]
  ) throws(JSONSyntaxError) -> Int {
    guard let high = hexUnit(content, at: start + 2) else {
      throw JSONSyntaxError(fault: .badEscape, offset: start)
    }
    if UTF16.isLeadSurrogate(high), start + 12 <= content.endIndex, content[start + 6] == UInt8(ascii: "\\"),
      content[start + 7] == UInt8(ascii: "u"), let low = hexUnit(content, at: start + 8), UTF16.isTrailSurrogate(low)
    {
      bytes += String(decoding: [high, low], as: UTF16.self).utf8
      return start + 12
    }
    bytes += String(decoding: [high], as: UTF16.self).utf8
    return start + 6
  }

  private func hexUnit(_ content: ArraySlice<UInt8>, at start: Int) -> UInt16? {
    guard start + 4 <= content.endIndex else { return nil }
    var unit: UInt16 = 0
    for byte in content[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
