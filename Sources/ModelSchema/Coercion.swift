package import JSON

/// A value made to fit its parameter.
package struct Coercion: Sendable, Equatable {
  package var value: JSON
  /// Where more was done than the schema's types alone ask for: worth a line.
  package var notes: [CoercionNote]

  package init(_ value: JSON, notes: [CoercionNote] = []) {
    self.value = value
    self.notes = notes
  }
}

/// A value that was taken for another one: `8` for `8s`.
package struct CoercionNote: Sendable, Equatable {
  /// From the parameter (or from the input, if that was set).
  package var path: JSONPath
  package let given: JSON
  package let taken: JSON

  package init(path: JSONPath, given: JSON, taken: JSON) {
    self.path = path
    self.given = given
    self.taken = taken
  }
}

extension Coercion {
  /// The same, seen from one level up.
  func under(_ step: JSONPath.Step) -> [CoercionNote] { notes.map { $0.under([step]) } }
}

extension CoercionNote {
  func under(_ steps: [JSONPath.Step]) -> CoercionNote {
    CoercionNote(path: JSONPath(steps + path.steps), given: given, taken: taken)
  }
}
