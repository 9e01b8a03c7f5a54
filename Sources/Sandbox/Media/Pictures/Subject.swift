/// A thing that a prompt may name and that can be drawn from a few shapes.
enum Subject: Sendable {
  case bird, cat, dog, fish, tree, house, boat, flower, balloon, robot, heart, person, car, fruit

  /// The colour that it has where the prompt names none; nil for any colour.
  var ownColor: RGB? {
    switch self {
    case .tree: RGB(0x4F9A54)
    case .heart: RGB(0xD93A4A)
    default: nil
    }
  }

  /// The words that name each.
  static let words: [String: Subject] = [
    "bird": .bird, "eagle": .bird, "owl": .bird, "parrot": .bird, "robin": .bird, "swan": .bird, "cat": .cat,
    "kitten": .cat, "fox": .cat, "tiger": .cat, "lion": .cat, "dog": .dog, "puppy": .dog, "wolf": .dog, "bear": .dog,
    "fish": .fish, "whale": .fish, "shark": .fish, "tree": .tree, "pine": .tree, "oak": .tree, "house": .house,
    "cottage": .house, "cabin": .house, "barn": .house, "lighthouse": .house, "boat": .boat, "ship": .boat,
    "sailboat": .boat, "flower": .flower, "rose": .flower, "tulip": .flower, "sunflower": .flower, "daisy": .flower,
    "balloon": .balloon, "robot": .robot, "android": .robot, "heart": .heart, "love": .heart, "person": .person,
    "man": .person, "woman": .person, "girl": .person, "boy": .person, "portrait": .person, "astronaut": .person,
    "car": .car, "truck": .car, "bus": .car, "apple": .fruit, "pear": .fruit, "lemon": .fruit, "fruit": .fruit,
  ]
}
