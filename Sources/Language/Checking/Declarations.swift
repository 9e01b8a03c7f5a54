/// What a call leaves behind for the statements that follow it, as far as it
/// is known without running anything: the word that an `alias` makes, the
/// names of a script that is run here.
package struct Declarations: Sendable {
  /// First words, with what they call from here on.
  package var callables: [String: any Callable]
  package var names: [String: Shape]
  package var definitions: [Definition]
  /// There may be more: no name and no word that follows is known to be
  /// nothing.
  package var isOpen: Bool

  package init(
    callables: [String: any Callable] = [:], names: [String: Shape] = [:], definitions: [Definition] = [],
    isOpen: Bool = false
  ) {
    self.callables = callables
    self.names = names
    self.definitions = definitions
    self.isOpen = isOpen
  }
}

extension ProgramCheck {
  mutating func take(_ declarations: Declarations) {
    callables.merge(declarations.callables) { _, new in new }
    for (name, shape) in declarations.names.sorted(by: { $0.key < $1.key }) { names.bind(name, shape, at: nil) }
    for definition in declarations.definitions { definitions[definition.name.value] = definition }
    isOpen = isOpen || declarations.isOpen
  }

  /// What a program leaves behind that is run here.
  var declarations: Declarations {
    Declarations(
      callables: callables, names: names.certainShapes,
      definitions: definitions.keys.sorted().compactMap { definitions[$0] }, isOpen: isOpen)
  }
}
