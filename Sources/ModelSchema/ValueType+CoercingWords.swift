import JSON

extension ValueType {
  /// The value that a word stands for, typed by the schema and never by its
  /// looks: `5` is a text where a text is wanted.
  /// - Throws: the first `Violation`, its path from here.
  package func coerced(word: String) throws(Violation) -> Coercion {
    let coercion = try converted(word: word)
    if let violation = violations(of: coercion.value).first { throw violation }
    return coercion
  }

  private func converted(word: String) throws(Violation) -> Coercion {
    switch self {
    case .text: Coercion(.string(word))
    case .integer: try typed(word, JSONNumber(integerWord: word).map(JSON.number))
    case .number: try typed(word, JSONNumber(numberWord: word).map(JSON.number))
    case .boolean: try typed(word, Bool(word: word).map(JSON.bool))
    case .choice(let values, let isOpen): try chosen(word, among: values, isOpen: isOpen)
    case .constant(let value): try chosen(word, among: [value], isOpen: false)
    case .list(let element, _): try listed(word, element)
    case .record(let record): try recorded(word, record)
    case .map: try coerced(typed(word, JSON(container: word)).value)
    case .union(let types): try fitting(.string(word), types) { type throws(Violation) in try type.coerced(word: word) }
    case .anything: Coercion(JSON(looks: word))
    }
  }

  /// - Parameter value: nil if the word does not read as this type.
  func typed(_ word: String, _ value: JSON?) throws(Violation) -> Coercion {
    guard let value else { throw Violation(.wrongType(expected: self), actual: .string(word)) }
    return Coercion(value)
  }

  private func chosen(_ word: String, among values: [JSON], isOpen: Bool) throws(Violation) -> Coercion {
    if let value = values.first(where: { $0.reads(as: word) }) { return Coercion(value) }
    if isOpen { return Coercion(.string(word)) }
    guard let value = values.nearlyNamed(word) else { throw Violation(.notOneOf(values), actual: .string(word)) }
    return Coercion(value, notes: [CoercionNote(path: JSONPath(), given: .string(word), taken: value)])
  }

  private func listed(_ word: String, _ element: ValueType) throws(Violation) -> Coercion {
    if let list = JSON(container: word), list.array != nil { return try coerced(list) }
    let coercion = try element.coerced(word: word)
    return Coercion(.array([coercion.value]), notes: coercion.under(.index(0)))
  }

  private func recorded(_ word: String, _ record: RecordType) throws(Violation) -> Coercion {
    if let members = JSON(container: word), members.object != nil { return try coerced(members) }
    if record.isSize, let size = JSON(size: word) { return Coercion(size) }
    guard record.isFile else { return try typed(word, nil) }
    return Coercion(["url": .string(word)])
  }

  /// The branch that takes the value as it is, else one that takes it with a
  /// note; the narrowest first.
  func fitting(
    _ value: JSON, _ types: [ValueType], _ attempt: (ValueType) throws(Violation) -> Coercion
  ) throws(Violation) -> Coercion {
    var noted: Coercion?
    var failures: [[Violation]] = []
    for type in types.sorted(by: { $0.breadth < $1.breadth }) {
      do throws(Violation) {
        let coercion = try attempt(type)
        if coercion.notes.isEmpty { return coercion }
        noted = noted ?? coercion
      } catch {
        failures.append([error])
      }
    }
    if let noted { return noted }
    throw closest(failures, value, at: JSONPath()).first ?? Violation(.wrongType(expected: self), actual: value)
  }

  private var breadth: Int {
    switch self {
    case .constant: 0
    case .choice(_, let isOpen): isOpen ? 7 : 0
    case .integer: 1
    case .number: 2
    case .boolean: 3
    case .record: 4
    case .map: 5
    case .text: 6
    case .list: 8
    case .union, .anything: 9
    }
  }
}
