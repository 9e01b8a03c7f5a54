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
    /// How many had been bound before it.
    fileprivate var position = 0
  }

  private enum Change {
    case binding(name: String, before: Binding?)
    case widening(before: Int)
  }

  private var bindings: [String: Binding] = [:]
  private var count = 0
  /// Of what was bound before this position no value is known.
  private var widened = 0
  private var undo: [Change] = []

  subscript(name: String) -> Binding? { bindings[name].map(widened) }

  /// What is known of the values of all names.
  var shapes: [String: Shape] { bindings.mapValues { widened($0).shape } }

  /// What is known of each name that is there for certain.
  var certainShapes: [String: Shape] { bindings.filter(\.value.isCertain).mapValues { widened($0).shape } }

  var names: [String] { bindings.filter(\.value.isCertain).keys.sorted() }

  private func widened(_ binding: Binding) -> Binding {
    guard binding.position < widened else { return binding }
    var binding = binding
    binding.shape = .anything
    return binding
  }

  mutating func bind(_ name: String, _ shape: Shape, at range: SourceRange?) {
    set(name, to: Binding(shape: shape, range: range))
  }

  /// Forgets what is known of a name's value, not that it has one.
  mutating func widen(_ name: String) {
    guard var binding = bindings[name] else { return }
    binding.shape = .anything
    set(name, to: binding)
  }

  /// The same for all names, at no cost for each.
  mutating func widenAll() {
    undo.append(.widening(before: widened))
    widened = count
  }

  private mutating func set(_ name: String, to binding: Binding?) {
    undo.append(.binding(name: name, before: bindings[name]))
    var binding = binding
    binding?.position = count
    count += 1
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
    while undo.count > mark.count, let change = undo.popLast() {
      switch change {
      case .binding(let name, let before):
        if way[name] == nil { way[name] = self[name] }
        bindings[name] = before
      case .widening(let before): widened = before
      }
    }
    return way
  }

  /// Goes on where several ways meet, all from here.
  /// - Parameter takesEither: what one of them binds counts as bound.
  mutating func meet(_ ways: [Way], takesEither: Bool = false) {
    let changed = Set(ways.flatMap(\.keys)).sorted()
    for name in changed {
      let before = self[name]
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
