import JSON
import Testing

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct FuzzTests {
  private static let texts = ["", "a", "é", "\u{1B}[0m", "🦊", "\"", "\\", "\u{FEFF}", "e\u{301}", "\u{2028}"]
  private static let numbers = ["0", "-1", "1.50", "1e9", "18446744073709551616", "-0.0"]

  static func value(_ generator: inout SeededGenerator, depth: Int = 0) -> JSON {
    switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return numbers.randomElement(using: &generator).flatMap { JSONNumber($0) }.map(JSON.number) ?? .null
    case 3, 4: return .string(text(&generator))
    case 5:
      return .array((0..<Int.random(in: 0..<4, using: &generator)).map { _ in value(&generator, depth: depth + 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0..<4, using: &generator) {
        object[text(&generator)] = value(&generator, depth: depth + 1)
      }
      return .object(object)
    }
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<4, using: &generator)).map { _ in texts.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test(arguments: 0..<20) func `what is printed is read back`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    for _ in 0..<100 {
      let value = Self.value(&generator)
      #expect(try JSON(parsing: value.text) == value)
      #expect(try JSON(parsing: value.prettyText) == value)
    }
  }

  @Test(arguments: 0..<20) func `damage is refused or read, and never a trap`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &+ 1000)
    let odd = Array("{}[]\",:\\u0e-+. \n".utf8) + [0, 0x7F, 0x80, 0xC3, 0xFF]
    for _ in 0..<200 {
      var bytes = Array(Self.value(&generator).text.utf8)
      for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = odd.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: index)
        default: bytes.insert(odd.randomElement(using: &generator) ?? 0, at: index)
        }
      }
      guard let value = try? JSON(parsing: bytes) else { continue }
      #expect((try? JSON(parsing: value.text)) == value)
    }
  }
}
