import RandomTesting
import Testing

@testable import JSON

@Suite struct FuzzTests {
  private static let random = RandomJSON(
    texts: ["", "a", "é", "\u{1B}[0m", "🦊", "\"", "\\", "\u{FEFF}", "e\u{301}", "\u{2028}"],
    numbers: ["0", "-1", "1.50", "1e9", "18446744073709551616", "-0.0"], longestList: 3)

  @Test(arguments: 0..<20) func `what is printed is read back`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    for _ in 0..<100 {
      let value = Self.random.value(&generator)
      #expect(try JSON(parsing: value.text) == value)
      #expect(try JSON(parsing: value.prettyText) == value)
    }
  }

  @Test(arguments: 0..<20) func `damage is refused or read, and never a trap`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &+ 1000)
    let odd = Array("{}[]\",:\\u0e-+. \n".utf8) + [0, 0x7F, 0x80, 0xC3, 0xFF]
    for _ in 0..<200 {
      var bytes = Array(Self.random.value(&generator).text.utf8)
      for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = odd.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: index)
        default: bytes.insert(odd.randomElement(using: &generator) ?? 0, at: index)
        }
      }
      let whole = Result { () throws(JSONSyntaxError) in try JSON(parsing: bytes) }
      let size = Int.random(in: 1...5, using: &generator)
      #expect(Result { () throws(JSONSyntaxError) in try Self.read(bytes, inPiecesOf: size) } == whole)
      guard let value = try? whole.get() else { continue }
      #expect((try? JSON(parsing: value.text)) == value)
    }
  }

  private static func read(_ bytes: [UInt8], inPiecesOf size: Int) throws(JSONSyntaxError) -> JSON {
    var reader = JSONReader(expectedCount: bytes.count)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    return try reader.finish()
  }

  @Test(arguments: 0..<20) func `what is written in pieces is what is written at once`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &+ 2000)
    let odd = ["\u{9B}", "é", "🦊", "\n", "a", "\u{A0}"]
    let long = (0..<60_000).map { _ in odd.randomElement(using: &generator) ?? "" }.joined()
    let value: JSON = ["long": .string(long), "more": .array((0..<100).map { _ in Self.random.value(&generator) })]
    var pieces: [String] = []
    value.write(end: "\n") { pieces.append($0) }
    #expect(pieces.joined() == value.text + "\n")
    #expect(pieces.count > 1 && pieces.allSatisfy { $0.utf8.count < 200_000 })
    #expect((try? JSON(parsing: value.text)) == value)
  }

  @Test func `a text that is longer than anybody said is read in pieces`() throws {
    let text = String(repeating: "ab🦊", count: 1 << 20)
    let bytes = Array(JSON.string(text).text.utf8)
    for expected in [0, 1 << 21, bytes.count, bytes.count * 2] {
      var reader = JSONReader(expectedCount: expected)
      for start in stride(from: 0, to: bytes.count, by: 65_537) {
        try reader.read(Array(bytes[start..<min(start + 65_537, bytes.count)]))
      }
      #expect(try reader.finish().string == text)
    }
  }

  @Test func `values are counted, so that they do not fill the memory`() throws {
    var reader = JSONReader(maximumValues: 3)
    try reader.read(Array("[1,[2]".utf8))
    #expect(throws: JSONSyntaxError(fault: .tooManyValues, offset: 7)) { try reader.read(Array(",3]".utf8)) }
  }
}
