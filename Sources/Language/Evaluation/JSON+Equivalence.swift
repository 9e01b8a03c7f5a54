import JSON

extension JSON {
  /// Whether both say the same: numbers by value (`1` and `1.0`), records
  /// whatever the order of their keys.
  func isEquivalent(to other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): left.text == right.text || left.compare(right) == 0
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object, .object): hasEquivalentMembers(to: other)
    default: self == other
    }
  }

  private func hasEquivalentMembers(to other: JSON) -> Bool {
    guard let members, members.count == other.members?.count else { return false }
    return members.allSatisfy { key, value in other[key].map(value.isEquivalent(to:)) ?? false }
  }

  /// Whether both are single values, of kinds that are never compared: a
  /// text with a number says that something was not read as it was meant.
  func isMismatched(with other: JSON) -> Bool {
    switch (self, other) {
    case (.string, .number), (.number, .string), (.bool, .number), (.number, .bool), (.bool, .string),
      (.string, .bool):
      true
    default: false
    }
  }
}
