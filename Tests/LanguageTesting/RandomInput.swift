import RandomTesting

/// Inputs of every kind: good programs, soups of tokens, texts, and damaged
/// ones of each and of a corpus.
package struct RandomInput {
  /// No input is longer, in bytes.
  package static let maximumLength = 1 << 14
  private static let ordinaryLength = 600

  private var generator: SeededGenerator
  private let corpus: [[UInt8]]

  package init(seed: UInt64, corpus: [String]) {
    generator = SeededGenerator(state: seed)
    self.corpus = corpus.map { Array($0.utf8) }
  }

  package mutating func next() -> String {
    var bytes = whole()
    if bytes.count > Self.ordinaryLength, !chance(200) { bytes = cut(bytes) }
    for _ in 0..<(chance(3) ? 0 : pick(1...6)) { damage(&bytes) }
    return String(decoding: bytes.prefix(Self.maximumLength), as: UTF8.self)
  }

  /// - Returns: a place for a cursor.
  package mutating func cursor(in text: String) -> Int { pick(0...text.utf8.count) }

  private mutating func whole() -> [UInt8] {
    switch pick(0...9) {
    case 0, 1:
      var program = RandomProgram(seed: generator.next())
      return Array(program.program().utf8)
    case 2, 3:
      var program = EvaluableProgram(random: SeededGenerator(state: generator.next()))
      return Array(program.program().utf8)
    case 4: return soup(of: Tokens.ofSyntax)
    case 5: return Array("let x = 2\n".utf8) + soup(of: Tokens.ofPrograms)
    case 6:
      var text = RandomText(seed: generator.next())
      return Array(text.text().utf8)
    default: return corpus.randomElement(using: &generator) ?? []
    }
  }

  private mutating func soup(of tokens: [String]) -> [UInt8] {
    (0..<pick(1...24)).flatMap { _ in one(of: tokens) }
  }

  private mutating func one(of tokens: [String]) -> [UInt8] {
    Array((tokens.randomElement(using: &generator) ?? "").utf8)
  }

  private mutating func cut(_ bytes: [UInt8]) -> [UInt8] {
    let start = pick(0...(bytes.count - Self.ordinaryLength))
    return Array(bytes[start..<start + pick(1...Self.ordinaryLength)])
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let range = stretch(of: bytes, atMost: chance(8) ? 200 : 12)
    switch pick(0...9) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: pick(0...bytes.count))
    case 2...4: bytes.insert(contentsOf: one(of: Tokens.ofSyntax), at: range.lowerBound)
    case 5: bytes.replaceSubrange(range, with: one(of: Tokens.ofPrograms))
    case 6: bytes.replaceSubrange(range, with: splice())
    case 7: if let index = range.first { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
    case 8: if let index = range.first { bytes[index] ^= 1 << UInt8(pick(0...7)) }
    default: repeatStretch(range, of: &bytes)
    }
  }

  /// What nests, nests deeply.
  private mutating func repeatStretch(_ range: Range<Int>, of bytes: inout [UInt8]) {
    let stretch = Array(bytes[range].prefix(12))
    let count = pick(2...(chance(20) ? 400 : 12))
    bytes.insert(contentsOf: (0..<count).flatMap { _ in stretch }, at: range.lowerBound)
  }

  private mutating func splice() -> [UInt8] {
    let other = corpus.randomElement(using: &generator) ?? []
    return Array(other[stretch(of: other, atMost: 60)])
  }

  private mutating func stretch(of bytes: [UInt8], atMost longest: Int) -> Range<Int> {
    let start = pick(0...bytes.count)
    return start..<min(bytes.count, start + pick(0...longest))
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }
  private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
