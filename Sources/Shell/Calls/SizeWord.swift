import JSON
import Language
import ModelSchema

/// The words for a picture's shape, of which a model knows one kind or the
/// other: `square portrait landscape`, `portrait_16_9`, `16:9`.
enum SizeWord {
  /// Words that mean the same, or nearly, the likeliest first.
  private static let families: [[String]] = [
    ["square", "1:1", "square_hd"],
    ["portrait", "9:16", "portrait_16_9", "3:4", "portrait_4_3", "4:5", "2:3"],
    ["landscape", "16:9", "landscape_16_9", "4:3", "landscape_4_3", "5:4", "3:2"],
  ]

  /// Exact counterparts.
  private static let pairs = [
    "9:16": "portrait_16_9", "16:9": "landscape_16_9", "3:4": "portrait_4_3", "4:3": "landscape_4_3",
    "portrait_16_9": "9:16", "landscape_16_9": "16:9", "portrait_4_3": "3:4", "landscape_4_3": "4:3",
    "1:1": "square_hd", "square_hd": "1:1",
  ]

  /// The word that a parameter knows for the shape; the same if it knows
  /// this one, or none like it.
  static func fitted(_ content: Argument.Content, to parameter: Parameter) -> Argument.Content {
    let text: String? =
      switch content {
      case .word(let word): word
      case .value(.data(.string(let text))): text
      default: nil
      }
    guard let text, let word = counterpart(of: text, among: parameter.type.choices.compactMap(\.string)) else {
      return content
    }
    return .word(word)
  }

  private static func counterpart(of word: String, among known: [String]) -> String? {
    if known.contains(word) { return word }
    if let pair = pairs[word], known.contains(pair) { return pair }
    guard let family = families.first(where: { $0[0] == word }) else { return nil }
    return family.first(where: known.contains)
  }
}
