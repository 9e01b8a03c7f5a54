/// A question that asks for so many lines: "five one-line prompts about foxes".
struct ListRequest: Equatable {
  let count: Int
  let subject: String
  let wantsJSON: Bool

  private static let most = 50

  private static let numerals: [String: Int] = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "dozen": 12,
  ]

  private static let things: Set<String> = [
    "lines", "prompts", "ideas", "titles", "names", "sentences", "captions", "options", "variations", "variants",
    "taglines", "slogans", "haikus", "haiku", "questions", "tips", "ways", "scenes", "shots", "concepts", "topics",
    "headlines", "descriptions", "styles", "facts", "examples", "items", "phrases", "suggestions", "stories",
  ]

  /// - Returns: nil if the question names no number of things.
  init?(_ prompt: String) {
    let words = prompt.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // Between the number and the thing a few words may stand: "three short titles".
    let found = words.indices.lazy.compactMap { index -> Int? in
      guard let number = Self.number(words[index]) else { return nil }
      return words[(index + 1)...].prefix(5).contains(where: Self.things.contains) ? number : nil
    }.first
    guard let found, (1...Self.most).contains(found) else { return nil }
    count = found
    subject = Topic.of(prompt)
    wantsJSON = words.contains("json")
  }

  private static func number(_ word: String) -> Int? { Int(word) ?? numerals[word] }
}
