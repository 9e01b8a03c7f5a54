/// A question that brings a text along to be put in other words:
/// "Rewrite this prompt so that …: two knights fighting".
struct Rewrite {
  /// The text in other words.
  let text: String

  private static let verbs: Set<String> = [
    "rewrite", "rephrase", "improve", "soften", "expand", "enhance", "paraphrase", "polish", "shorten",
  ]

  private static let softer: [String: String] = [
    "nsfw": "tasteful", "fighting": "facing each other", "fight": "meeting", "killing": "chasing", "kill": "chase",
    "blood": "red paint", "bloody": "red", "gun": "camera", "guns": "cameras", "war": "parade", "battle": "tournament",
    "nude": "draped", "naked": "draped", "gore": "drama", "weapon": "banner", "weapons": "banners",
  ]

  /// - Returns: nil if nothing is to be rewritten.
  init?(_ prompt: String) {
    let first = prompt.lowercased().prefix { $0.isLetter }
    guard Self.verbs.contains(String(first)), let colon = prompt.lastIndex(of: ":") else { return nil }
    let words = prompt[prompt.index(after: colon)...].split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return nil }
    text = words.map(Self.softened).joined(separator: " ") + ", in calm and even light"
  }

  private static func softened(_ word: Substring) -> String {
    let letters = word.prefix { $0.isLetter }
    guard let other = softer[letters.lowercased()] else { return String(word) }
    return other + word.dropFirst(letters.count)
  }
}
