/// Words to make answers from.
enum Phrases {
  private static let scenes = [
    "at first light", "in a birch wood", "under a storm sky", "on a frozen lake", "in a lantern-lit alley",
    "at the edge of the sea", "in tall summer grass", "above the clouds", "in a quiet library", "after the rain",
    "in the long shadows of evening", "among red maple leaves", "on a windswept ridge", "beneath northern lights",
    "in an abandoned greenhouse", "by a campfire", "in falling snow", "on a rooftop at midnight",
    "reflected in a puddle", "behind a curtain of mist", "in a field of poppies", "at a crowded market",
    "in the ruins of a chapel", "on a slow night train",
  ]

  private static let looks = [
    "oil on canvas", "soft watercolour", "35 mm photograph", "paper cut-out", "charcoal sketch", "isometric pixel art",
    "stained glass", "ukiyo-e woodcut", "macro photograph", "claymation still", "gouache poster", "cinematic wide shot",
    "ink and wash", "pastel drawing", "double exposure", "low-poly render", "copper engraving",
  ]

  private static let openings = [
    "The first thing to say about %@ is that nobody sees all of it at once.",
    "There is an old habit of thinking about %@ as something simple.",
    "Ask three people about %@ and you will hear three stories.",
    "What makes %@ worth a second look is how little of it is on the surface.",
  ]

  private static let middles = [
    "Begin with the light, then the shape, and leave the details for last.",
    "A small change in one place tends to show up somewhere else.",
    "The plain version is usually the stronger one.", "It helps to look at one example for a long time.",
  ]

  private static let ends = [
    "The rest is patience.", "Everything else follows from that.", "Start there, and change one thing at a time.",
    "That is enough to begin with.",
  ]

  /// So many lines, no two alike.
  static func lines(about subject: String, count: Int, _ generator: inout SeededGenerator) -> [String] {
    let (scene, look) = (generator.index(below: scenes.count), generator.index(below: looks.count))
    // 24 scenes and 17 looks have no common divisor, so that going through
    // both at once comes back to the same pair after 408 lines only.
    return (0..<count).map { index in
      "\(subject) \(scenes[(scene + index) % scenes.count]), \(looks[(look + index) % looks.count])"
    }
  }

  /// Three sentences.
  static func paragraph(about subject: String, _ generator: inout SeededGenerator) -> String {
    let opening = openings[generator.index(below: openings.count)]
    let parts = opening.split(separator: "%@", omittingEmptySubsequences: false)
    return [
      parts.joined(separator: subject), middles[generator.index(below: middles.count)],
      ends[generator.index(below: ends.count)],
    ].joined(separator: " ")
  }
}
