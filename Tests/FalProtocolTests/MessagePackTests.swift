import FalProtocol
import JSON
import RandomTesting
import Testing

@Suite struct MessagePackTests {
  /// What the official client's library makes of a value.
  @Test(arguments: [
    ("null", "c0"), ("true", "c3"), ("false", "c2"), ("0", "00"), ("127", "7f"), ("128", "cc80"), ("255", "ccff"),
    ("256", "cd0100"), ("65535", "cdffff"), ("65536", "ce00010000"), ("4294967295", "ceffffffff"),
    ("4294967296", "cf0000000100000000"), ("18446744073709551615", "cfffffffffffffffff"), ("-1", "ff"), ("-32", "e0"),
    ("-33", "d0df"), ("-128", "d080"), ("-129", "d1ff7f"), ("-32768", "d18000"), ("-32769", "d2ffff7fff"),
    ("-2147483648", "d280000000"), ("-2147483649", "d3ffffffff7fffffff"),
    ("-9223372036854775808", "d38000000000000000"), ("1.5", "cb3ff8000000000000"), ("\"\"", "a0"), ("\"é\"", "a2c3a9"),
    ("[]", "90"), ("[1,[2]]", "92019102"), ("{\"b\":1,\"a\":[null]}", "82a16201a16191c0"),
  ])
  func `a value has the bytes that every implementation gives it`(text: String, hex: String) throws {
    let json = try JSON(parsing: text)
    #expect(try MessagePack.encode(json).hex == hex)
    #expect(try MessagePack.decode(try #require([UInt8](hex: hex))) == json)
  }

  @Test(arguments: [31, 32, 255, 256, 65_535, 65_536])
  func `texts and lists of every length are read back`(count: Int) throws {
    let text = JSON.string(String(repeating: "a", count: count))
    let list = JSON.array(Array(repeating: 7, count: count))
    let record = JSON.object(JSONObject((0..<count).map { ("k\($0)", .null) }) { $1 })
    for value in [text, list, record] { #expect(try MessagePack.decode(try MessagePack.encode(value)) == value) }
  }

  @Test(arguments: 0..<40) func `what is written is read back, in its order`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    for _ in 0..<100 {
      let value = Self.random.value(&generator)
      #expect(try MessagePack.decode(try MessagePack.encode(value)) == value)
    }
  }

  @Test(arguments: 0..<40) func `damage is refused or read, and never a trap`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed) &+ 1000)
    for _ in 0..<500 {
      var bytes = try MessagePack.encode(Self.random.value(&generator))
      for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.insert(UInt8.random(in: 0x80...255, using: &generator), at: index)
        }
      }
      // What is read is JSON, whatever it was.
      if let json = try? MessagePack.decode(bytes) { #expect((try? JSON(parsing: json.text)) != nil) }
    }
  }

  @Test(arguments: 0..<20) func `noise is refused or read, and never a trap`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &+ 2000)
    for _ in 0..<2000 {
      let count = Int.random(in: 0..<40, using: &generator)
      _ = try? MessagePack.decode((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  @Test func `a message cut anywhere says where it ends`() throws {
    let bytes = try MessagePack.encode(["a": [1, 2.5, "text", -70_000], "b": ["c": true]])
    for count in 0..<bytes.count {
      #expect(throws: MessagePack.Fault.unexpectedEnd(offset: count)) { try MessagePack.decode(bytes[..<count]) }
    }
    #expect(throws: MessagePack.Fault.bytesAfterValue(offset: bytes.count)) { try MessagePack.decode(bytes + [0xC0]) }
  }

  @Test(arguments: ["ddffffffff", "dfffffffff", "dbffffffff", "c6ffffffff", "c9ffffffff01", "dcffff00"])
  func `a count that is a lie takes no memory`(hex: String) throws {
    let bytes = try #require([UInt8](hex: hex))
    #expect(throws: MessagePack.Fault.unexpectedEnd(offset: bytes.count)) { try MessagePack.decode(bytes) }
  }

  @Test func `depth and number of values have a bound`() throws {
    let deep = [UInt8](repeating: 0x91, count: JSON.maximumDepth)
    #expect(try MessagePack.decode(deep + [0xC0]).array != nil)
    #expect(throws: MessagePack.Fault.tooDeep) { try MessagePack.decode(deep + [0x91, 0xC0]) }
    #expect(throws: MessagePack.Fault.tooDeep) { try MessagePack.decode([UInt8](repeating: 0x81, count: 100_000)) }
    let many = [0xDD, 0x00, 0x40, 0x00, 0x00] + [UInt8](repeating: 0xC0, count: MessagePack.maximumValues)
    #expect(throws: MessagePack.Fault.tooManyValues) { try MessagePack.decode(many) }
  }

  @Test func `bytes become a data URL, of the type that stands beside them`() throws {
    let bytes = try #require(
      [UInt8](
        hex: "82" + "a7636f6e74656e74" + "c403010203" + "ac636f6e74656e745f74797065"
          + "aa696d6167652f6a706567"))
    let file: JSON = ["content": "data:image/jpeg;base64,AQID", "content_type": "image/jpeg"]
    #expect(try MessagePack.decode(bytes) == file)
    #expect(try MessagePack.encode(file, filesAsBytes: true) == bytes)
    #expect(try MessagePack.decode([0x91, 0xC4, 0x01, 0x07]) == ["data:application/octet-stream;base64,Bw=="])
  }

  @Test func `a data URL of an input stays a text`() throws {
    let input: JSON = ["image_url": "data:image/jpeg;base64,AQID", "content_type": "image/jpeg"]
    #expect(try MessagePack.decode(try MessagePack.encode(input, filesAsBytes: true)) == input)
    #expect(
      try MessagePack.encode(["content": "data:,x"]) != MessagePack.encode(["content": "data:,x"], filesAsBytes: true))
  }

  @Test func `a type that would end the URL early is not believed`() throws {
    let file = try MessagePack.encode(["content": "data:,x", "content_type": "image/png,evil"], filesAsBytes: true)
    #expect(try MessagePack.decode(file)["content"] == "data:application/octet-stream;base64,eA==")
  }

  @Test(arguments: [
    ("ca3dcccccd", "0.1"), ("ca40400000", "3"), ("ca7fc00000", "null"), ("cb7ff0000000000000", "null"),
    ("d6ff00000000", "\"data:application/octet-stream;base64,AAAAAA==\""), ("a1ff", "\"\u{FFFD}\""),
    ("8107c0", "{\"7\":null}"), ("81c40161c0", "{\"a\":null}"),
  ])
  func `what JSON has not is mended`(hex: String, text: String) throws {
    #expect(try MessagePack.decode(try #require([UInt8](hex: hex))) == JSON(parsing: text))
  }

  @Test func `what means nothing is refused`() throws {
    #expect(throws: MessagePack.Fault.unknownType(0xC1, offset: 0)) { try MessagePack.decode([0xC1]) }
    #expect(throws: MessagePack.Fault.badKey(offset: 1)) { try MessagePack.decode([0x81, 0x90, 0xC0]) }
    #expect(throws: MessagePack.Fault.badKey(offset: 1)) { try MessagePack.decode([0x81, 0xC4, 0x01, 0xFF, 0xC0]) }
  }

  @Test(arguments: ["18446744073709551616", "-9223372036854775809", "1e400"])
  func `a number that no 64 bits hold is not sent as another`(text: String) throws {
    let number = try JSON(parsing: text)
    #expect(throws: MessagePack.Fault.numberOutOfRange(text)) { try MessagePack.encode(number) }
  }

  private static let random = RandomJSON(
    texts: ["", "a", "é", "\u{1B}[0m", "🦊", "\"", "data:,x", String(repeating: "long ", count: 60)],
    numbers: ["0", "-1", "1.5", "1e-09", "18446744073709551615", "-9223372036854775808", "-0.25"], longestList: 19)

}

extension [UInt8] {
  fileprivate init?(hex: String) {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  fileprivate var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
