package import JSON

extension ValueType {
  /// The value made to fit: 5 becomes `"5"` where texts are wanted, `"5"` the
  /// number 5, a single value a list of one, and so on inside lists and
  /// records. A value that fits is left as it is.
  /// - Throws: the first `Violation`, its path from here.
  package func coerced(_ value: JSON) throws(Violation) -> Coercion {
    if violations(of: value).isEmpty { return Coercion(value) }
    let coercion = try converted(value)
    if let violation = violations(of: coercion.value).first { throw violation }
    return coercion
  }

  private func converted(_ value: JSON) throws(Violation) -> Coercion {
    switch (self, value) {
    case (.union(let types), _):
      try fitting(value, types) { type throws(Violation) in try type.coerced(value) }
    case (.list(let element, _), .array(let elements)): try converted(elements, element)
    case (.list(let element, _), _) where !value.isNull:
      try wrapped(element.coerced(value))
    case (.record(let record), .object(let members)):
      try converted(members) { name in record.field(named: name).map(Slot.init) }
    case (.map(let element), .object(let members)):
      try converted(members) { _ in Slot(type: element) }
    case (.boolean, .number), (.integer, .bool), (.number, .bool): throw mismatch(value)
    default: try converted(scalar: value)
    }
  }

  private func mismatch(_ value: JSON) -> Violation { Violation(.wrongType(expected: self), actual: value) }

  /// A scalar says what its text says.
  private func converted(scalar value: JSON) throws(Violation) -> Coercion {
    guard let word = value.word else { throw violations(of: value).first ?? mismatch(value) }
    do throws(Violation) {
      var coercion = try coerced(word: word)
      coercion.notes = coercion.notes.map { CoercionNote(path: $0.path, given: value, taken: $0.taken) }
      return coercion
    } catch {
      throw Violation(error.fault, at: error.path, actual: value)
    }
  }

  private func wrapped(_ coercion: Coercion) -> Coercion {
    Coercion(.array([coercion.value]), notes: coercion.under(.index(0)))
  }

  private func converted(_ elements: [JSON], _ type: ValueType) throws(Violation) -> Coercion {
    var list: [JSON] = []
    var notes: [CoercionNote] = []
    for (index, element) in elements.enumerated() {
      let coercion = try Slot(type: type).coerced(element, under: .index(index))
      list.append(coercion.value)
      notes += coercion.notes
    }
    return Coercion(.array(list), notes: notes)
  }

  private func converted(_ members: JSONObject, _ slot: (String) -> Slot?) throws(Violation) -> Coercion {
    var members = members
    var notes: [CoercionNote] = []
    for (name, value) in members {
      guard let coercion = try slot(name)?.coerced(value, under: .key(name)) else { continue }
      members[name] = coercion.value
      notes += coercion.notes
    }
    return Coercion(.object(members), notes: notes)
  }
}

extension JSON {
  /// A scalar as a word; a number that is whole without its `.0`.
  fileprivate var word: String? {
    switch self {
    case .string(let text): text
    case .bool(let value): value ? "true" : "false"
    case .number(let number):
      number.text.contains(".") ? number.int.map { String($0) } ?? number.text : number.text
    default: nil
    }
  }
}
