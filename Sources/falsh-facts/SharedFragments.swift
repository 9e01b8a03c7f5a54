import JSON

/// What stands in many documents is written once: an `ImageSize` is the same
/// in hundreds.
struct SharedFragments {
  /// JSON in which `@3` stands for the third of the earlier ones.
  private(set) var fragments: [String] = []

  private let counts: [JSON: Int]
  private var numbers: [JSON: Int] = [:]

  /// Shorter than this, a reference saves nothing.
  private static let shortest = 13

  /// - Parameter values: all that will be written.
  init(sharedAmong values: [JSON]) {
    var counts: [JSON: Int] = [:]
    for value in values { value.eachContainer { counts[$0, default: 0] += 1 } }
    self.counts = counts.filter { $0.value > 1 && $0.key.text.utf8.count >= Self.shortest }
  }

  /// The value as JSON with references; what it refers to is added.
  mutating func reference(_ value: JSON) -> String {
    guard counts[value] != nil else { return written(value) }
    if let number = numbers[value] { return "@\(number)" }
    let text = written(value)
    numbers[value] = fragments.count
    fragments.append(text)
    return "@\(fragments.count - 1)"
  }

  private mutating func written(_ value: JSON) -> String {
    switch value {
    case .array(let elements): "[" + elements.map { reference($0) }.joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSON.quoted($0.key) + ":" + reference($0.value) }.joined(separator: ",") + "}"
    default: value.text
    }
  }
}

extension JSON {
  fileprivate func eachContainer(_ body: (JSON) -> Void) {
    switch self {
    case .array(let elements):
      body(self)
      for element in elements { element.eachContainer(body) }
    case .object(let members):
      body(self)
      for member in members { member.value.eachContainer(body) }
    default: return
    }
  }
}
