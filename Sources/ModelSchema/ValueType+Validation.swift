package import JSON

extension ValueType {
  /// Everything that is wrong with a value, in its order; empty if it fits.
  package func violations(of value: JSON, at path: JSONPath = JSONPath()) -> [Violation] {
    switch self {
    case .text(let limits):
      single(value, at: path, value.string.map { limits.fault(of: $0) })
    case .integer(let bounds):
      single(value, at: path, value.number.flatMap { $0.isInteger ? .some(bounds.fault(of: $0)) : nil })
    case .number(let bounds):
      single(value, at: path, value.number.map { bounds.fault(of: $0) })
    case .boolean:
      single(value, at: path, value.bool.map { _ in nil })
    case .choice(let values, let isOpen):
      values.contains { $0.isSame(as: value) } || (isOpen && value.string != nil)
        ? [] : [Violation(.notOneOf(values), at: path, actual: value)]
    case .constant(let constant):
      constant.isSame(as: value) ? [] : [Violation(.notOneOf([constant]), at: path, actual: value)]
    case .list(let element, let count): listViolations(value, element, count, at: path)
    case .record(let record): recordViolations(value, record, at: path)
    case .map(let element): mapViolations(value, element, at: path)
    case .union(let types): unionViolations(value, types, at: path)
    case .anything: []
    }
  }

  /// - Parameter fault: nil if the value is of the wrong type, else what is
  ///   wrong with it.
  private func single(_ value: JSON, at path: JSONPath, _ fault: Violation.Fault??) -> [Violation] {
    guard let fault else { return [Violation(.wrongType(expected: self), at: path, actual: value)] }
    return fault.map { [Violation($0, at: path, actual: value)] } ?? []
  }

  private func listViolations(
    _ value: JSON, _ element: ValueType, _ count: ClosedRange<Int>, at path: JSONPath
  ) -> [Violation] {
    guard let elements = value.array else { return single(value, at: path, nil) }
    if elements.count < count.lowerBound {
      return [Violation(.tooFew(minimum: count.lowerBound), at: path, actual: value)]
    }
    if elements.count > count.upperBound {
      return [Violation(.tooMany(maximum: count.upperBound), at: path, actual: value)]
    }
    return elements.enumerated().flatMap { element.violations(of: $1, at: path.appending(.index($0))) }
  }

  private func recordViolations(_ value: JSON, _ record: RecordType, at path: JSONPath) -> [Violation] {
    // The platform's file types take a bare URL for the record.
    if record.isFile, value.string != nil { return [] }
    guard let members = value.object else { return single(value, at: path, nil) }
    return record.violations(of: members, at: path)
  }

  private func mapViolations(_ value: JSON, _ element: ValueType, at path: JSONPath) -> [Violation] {
    guard let members = value.object else { return single(value, at: path, nil) }
    return members.flatMap { element.violations(of: $0.value, at: path.appending(.key($0.key))) }
  }

  private func unionViolations(_ value: JSON, _ types: [ValueType], at path: JSONPath) -> [Violation] {
    var attempts: [[Violation]] = []
    for type in types {
      let found = type.violations(of: value, at: path)
      if found.isEmpty { return [] }
      attempts.append(found)
    }
    return closest(attempts, value, at: path)
  }

  /// Of the reasons why no branch fits, those of the branch that was meant:
  /// the one whose type is right; else the fixed values that would fit.
  func closest(_ attempts: [[Violation]], _ value: JSON, at path: JSONPath) -> [Violation] {
    let meant = attempts.filter { !$0.contains { $0.path == path && $0.isMismatch } }
    if let nearest = meant.min(by: { $0.count < $1.count }) { return nearest }
    let choices = choices.filter { !$0.isNull }
    guard !choices.isEmpty else { return single(value, at: path, nil) }
    return [Violation(.notOneOf(choices), at: path, actual: value)]
  }
}

extension RecordType {
  /// A required field with a default may be left out.
  func violations(of members: JSONObject, at path: JSONPath = JSONPath()) -> [Violation] {
    let found = fields.flatMap { field -> [Violation] in
      let path = path.appending(.key(field.name))
      if let value = members[field.name] { return field.violations(of: value, at: path) }
      return field.isRequired && field.defaultValue == nil ? [Violation(.missing, at: path)] : []
    }
    return otherMembers == .forbidden ? found + unknownNames(in: members, at: path) : found
  }

  func unknownNames(in members: JSONObject, at path: JSONPath) -> [Violation] {
    guard otherMembers != .allowed else { return [] }
    let known = Set(fieldNames)
    return members.filter { !known.contains($0.key) }.map { name, value in
      Violation(.unknownParameter(name: name, known: fieldNames), at: path.appending(.key(name)), actual: value)
    }
  }
}

extension Parameter {
  /// Everything that is wrong with a value of this parameter.
  package func violations(of value: JSON, at path: JSONPath) -> [Violation] {
    isNullable && value.isNull ? [] : type.violations(of: value, at: path)
  }
}

extension Violation {
  /// Whether the value is of another type altogether.
  var isMismatch: Bool {
    switch fault {
    case .wrongType, .notOneOf: true
    default: false
    }
  }
}

extension TextLimits {
  fileprivate func fault(of text: String) -> Violation.Fault? {
    let length = text.unicodeScalars.count
    if let minimumLength, length < minimumLength { return .tooShort(minimum: minimumLength) }
    if let maximumLength, length > maximumLength { return .tooLong(maximum: maximumLength) }
    // An expression of another dialect is no reason to refuse a text, nor is one that would take for ever.
    if let pattern, PatternCost(of: pattern).allows(length), let expression = try? Regex(pattern),
      text.firstMatch(of: expression) == nil
    {
      return .pattern(pattern)
    }
    return nil
  }
}

extension JSON {
  /// Equal, numbers by value: 5 is 5.0.
  func isSame(as other: JSON) -> Bool {
    if let own = number, let other = other.number { own.compare(other) == 0 } else { self == other }
  }
}
