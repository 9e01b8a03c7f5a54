package import JSON

/// JSON values at random: small ones, of texts and numbers that are easily
/// got wrong.
package struct RandomJSON {
  private let texts: [String]
  private let numbers: [String]
  private let longestList: Int

  /// - Parameters:
  ///   - texts: of up to three of these a text is made.
  ///   - numbers: as JSON writes them; what is none becomes null.
  ///   - longestList: how many elements a list has at most.
  package init(texts: [String], numbers: [String], longestList: Int) {
    self.texts = texts
    self.numbers = numbers
    self.longestList = longestList
  }

  /// Nests four records deep at most, and lists where they are short.
  package func value(_ generator: inout SeededGenerator, depth: Int = 0) -> JSON {
    switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &generator) {
    case 0: .null
    case 1: .bool(Bool.random(using: &generator))
    case 2: number(&generator)
    case 3, 4: .string(text(&generator))
    case 5: list(&generator, depth: depth + (longestList < 5 ? 1 : 2))
    default: record(&generator, depth: depth + 1)
    }
  }

  package func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<4, using: &generator)).map { _ in texts.randomElement(using: &generator) ?? "" }.joined()
  }

  private func number(_ generator: inout SeededGenerator) -> JSON {
    if Bool.random(using: &generator) { return JSON(Int.random(in: Int.min...Int.max, using: &generator)) }
    return numbers.randomElement(using: &generator).flatMap { JSONNumber($0) }.map(JSON.number) ?? .null
  }

  private func list(_ generator: inout SeededGenerator, depth: Int) -> JSON {
    .array((0..<Int.random(in: 0...longestList, using: &generator)).map { _ in value(&generator, depth: depth) })
  }

  private func record(_ generator: inout SeededGenerator, depth: Int) -> JSON {
    var object = JSONObject()
    for _ in 0..<Int.random(in: 0..<4, using: &generator) {
      object[text(&generator)] = value(&generator, depth: depth)
    }
    return .object(object)
  }
}
