import Diagnostics

/// The names that are bound at some point of a program, and what is known of
/// their values.
///
/// Branches are not copies: what they bind is kept in the order in which it
/// came, and taken back. So a branch costs what it binds, however many names
/// there are.
struct KnownNames {
  struct Binding {
    var shape: Shape
    /// Where the name was bound; nil if that was before the program.
    var range: SourceRange?
    /// Whether it is bound on all ways to this point, and not on some alone.
    var isCertain = true
  }

  private(set) var bindings: [String: Binding] = [:]
  private var undo: [(name: String, before: Binding?)] = []

  subscript(name: String) -> Binding? { bindings[name] }

  var names: [String] { bindings.filter(\.value.isCertain).keys.sorted() }

  mutating func bind(_ name: String, _ shape: Shape, at range: SourceRange?) {
    set(name, to: Binding(shape: shape, range: range))
  }

  /// Forgets what is known of a name's value, not that it has one.
  mutating func widen(_ name: String) {
    guard var binding = bindings[name] else { return }
    binding.shape = .anything
    set(name, to: binding)
  }

  mutating func widenAll() {
    for name in bindings.keys.sorted() { widen(name) }
  }

  private mutating func set(_ name: String, to binding: Binding?) {
    undo.append((name, bindings[name]))
    bindings[name] = binding
  }

  // MARK: Ways

  /// What was bound on a way through the program.
  typealias Way = [String: Binding]

  /// A point to come back to.
  struct Mark { fileprivate var count: Int }

  var mark: Mark { Mark(count: undo.count) }

  /// Takes back what was bound since a mark.
  /// - Returns: what it was.
  @discardableResult
  mutating func goBack(to mark: Mark) -> Way {
    var way: Way = [:]
    while undo.count > mark.count, let (name, before) = undo.popLast() {
      if way[name] == nil { way[name] = bindings[name] }
      bindings[name] = before
    }
    return way
  }

  /// Goes on where several ways meet, all from here.
  /// - Parameter takesEither: what one of them binds counts as bound.
  mutating func meet(_ ways: [Way], takesEither: Bool = false) {
    let changed = Set(ways.flatMap(\.keys)).sorted()
    for name in changed {
      let before = bindings[name]
      let ends = ways.map { $0[name] ?? before }
      var end = ends.dropFirst().reduce(ends.first ?? before, KnownNames.meeting)
      if takesEither { end?.isCertain = true }
      set(name, to: end)
    }
  }

  private static func meeting(_ left: Binding?, _ right: Binding?) -> Binding? {
    guard var binding = left ?? right else { return nil }
    if let left, let right {
      binding.shape = left.shape.joined(with: right.shape)
      binding.isCertain = left.isCertain && right.isCertain
      if left.range != right.range { binding.range = nil }
    } else {
      binding.isCertain = false
    }
    return binding
  }
}
