import Testing

@testable import JSON

@Suite struct ParserTests {
  private static let goodTexts: [(String, JSON)] = [
    ("null", JSON.null), (" true ", true), ("false", false), ("\n[]\t", []), ("{}", [:]), ("-0", JSON(-0.0)),
    ("[1, 2.5]", [1, 2.5]),
    (#"{"b": 1, "a": [null]}"#, ["b": 1, "a": [JSON.null]]), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u00e9\ud83e\udd8a""#, "é🦊"), (#""é🦊""#, "é🦊"), (#"{"a":1,"a":2}"#, ["a": 2]),
  ]

  @Test(arguments: goodTexts) func `good texts are read`(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
  }

  @Test(arguments: [
    ("", JSONSyntaxError.Fault.unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3),
    ("[1,]", .unexpectedByte, 3), ("[1 2]", .unexpectedByte, 3), ("{\"a\"}", .unexpectedByte, 4),
    ("{a: 1}", .unexpectedByte, 1), ("{\"a\":1,}", .unexpectedByte, 7), ("nul", .unexpectedByte, 0),
    ("true false", .textAfterValue, 5), ("1]", .textAfterValue, 1), ("007", .textAfterValue, 1),
    ("\"a", .unexpectedEnd, 2), ("\"a\\", .unexpectedEnd, 3), ("\"a\nb\"", .controlCharacter, 2),
    ("\"\\x\"", .badEscape, 1), ("\"\\u12g4\"", .badEscape, 1), ("\"\\u12", .unexpectedEnd, 5),
    ("\"\\u12\"", .badEscape, 1), ("'a'", .unexpectedByte, 0),
    ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("1.", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0),
  ])
  func `bad texts say where they are bad`(text: String, fault: JSONSyntaxError.Fault, offset: Int) {
    #expect(throws: JSONSyntaxError(fault: fault, offset: offset)) { try JSON(parsing: text) }
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22],
  ])
  func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONSyntaxError(fault: .invalidUTF8, offset: 1)) { try JSON(parsing: bytes) }
  }

  @Test(arguments: [#""\ud83e""#, #""\udd8a""#, #""\ud83ea""#, #""\ud83e\n""#])
  func `half an emoji becomes a replacement mark`(text: String) throws {
    #expect(try JSON(parsing: text).string?.unicodeScalars.first == "\u{FFFD}")
  }

  @Test func `nesting has a limit, and no stack overflows`() throws {
    let most = JSON.maximumDepth
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(try JSON(parsing: nested(most)).text == nested(most))
    #expect(throws: JSONSyntaxError(fault: .tooDeep, offset: most)) { try JSON(parsing: nested(most + 1)) }
    #expect(throws: JSONSyntaxError.self) { try JSON(parsing: String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  @Test func `lists side by side are not deep`() throws {
    let text = "[" + Array(repeating: "[]", count: 2000).joined(separator: ",") + "]"
    #expect(try JSON(parsing: text).array?.count == 2000)
  }
}
