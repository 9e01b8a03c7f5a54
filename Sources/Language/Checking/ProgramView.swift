/// What is known at a place of a program, for whoever helps to write on
/// there.
package struct ProgramView: Sendable {
  /// The names that have a value, and what is known of it.
  package internal(set) var names: [String: Shape] = [:]
  /// What `$in` is; nil where nothing is piped in.
  package internal(set) var input: Shape?
  /// What the stage before the place gives, which a stage behind a `|` is
  /// given.
  package internal(set) var given: Shape = .anything

  init() {}
}

extension ProgramCheck {
  /// Looks around, if what has been visited so far ends before the place
  /// that is asked for. The last look is the one that counts.
  mutating func look(from offset: Int, given: Shape = .anything) {
    guard let viewpoint, offset <= viewpoint else { return }
    view.names = names.shapes
    view.input = surroundings.input
    view.given = given
  }

  /// The text ends in a block that is still open: what surrounds it comes
  /// behind the place.
  mutating func stopLooking() { viewpoint = nil }
}
