import Diagnostics

/// The names that are bound at some point of a program.
struct KnownNames {
  private(set) var bound: Set<String>
  /// Bound on some ways to this point, and not on others.
  private(set) var uncertain: Set<String> = []

  init(_ bound: some Sequence<String>) { self.bound = Set(bound) }

  mutating func bind(_ name: String) {
    bound.insert(name)
    uncertain.remove(name)
  }

  /// What is known where several ways meet: what is bound on all of them.
  static func meeting(of ways: [KnownNames]) -> KnownNames? {
    guard var result = ways.first else { return nil }
    for way in ways.dropFirst() {
      result.uncertain.formUnion(way.uncertain)
      result.uncertain.formUnion(result.bound.symmetricDifference(way.bound))
      result.bound.formIntersection(way.bound)
    }
    result.uncertain.subtract(result.bound)
    return result
  }

  /// Takes as bound what is bound on another way.
  mutating func formUnion(_ other: KnownNames) {
    bound.formUnion(other.bound)
    uncertain = uncertain.union(other.uncertain).subtracting(bound)
  }
}
