package import JSON

extension ModelSchema {
  /// Everything that is wrong with an input, by the rules of the wire: names
  /// that the model does not know are dropped by the platform, and so are no
  /// violation.
  package func violations(of input: JSON) -> [Violation] {
    guard let type = self.input else { return [] }
    return ValueType.record(type).violations(of: input)
  }

  /// The names, at any depth, that the platform would silently drop: each is
  /// a violation of kind `unknownParameter`.
  package func unknownNames(in input: JSON) -> [Violation] {
    guard let type = self.input else { return [] }
    return ValueType.record(type).unknownNames(in: input, at: JSONPath())
  }

  /// The input with the defaults of required parameters that it leaves out.
  package func completed(_ input: JSON) -> JSON {
    guard case .object(var members) = input else { return input }
    for parameter in parameters where parameter.isRequired && members[parameter.name] == nil {
      members[parameter.name] = parameter.defaultValue
    }
    return .object(members)
  }
}

extension ValueType {
  fileprivate func unknownNames(in value: JSON, at path: JSONPath) -> [Violation] {
    switch (self, value) {
    case (.record(let record), .object(let members)):
      record.unknownNames(in: members, at: path)
        + record.fields.flatMap { field in
          members[field.name].map { field.type.unknownNames(in: $0, at: path.appending(.key(field.name))) } ?? []
        }
    case (.list(let element, _), .array(let elements)):
      elements.enumerated().flatMap { element.unknownNames(in: $1, at: path.appending(.index($0))) }
    case (.map(let element), .object(let members)):
      members.flatMap { element.unknownNames(in: $0.value, at: path.appending(.key($0.key))) }
    case (.union(let types), _):
      types.first { $0.violations(of: value).isEmpty }?.unknownNames(in: value, at: path) ?? []
    default: []
    }
  }
}
