import JSON

extension SchemaDecoder {
  /// Limits that stand beside `anyOf` hold for each branch that has none.
  private static let numericKeys = ["minimum", "maximum", "ge", "le", "gt", "lt", "min", "max"]

  func union(_ branches: [JSON], of schema: JSON, name: String, depth: Int) -> Decoded {
    let beside = (schema.object ?? [:]).filter { Self.numericKeys.contains($0.key) }
    var types: [ValueType] = []
    var isNullable = false
    for branch in branches {
      if branch["type"]?.string == "null" {
        isNullable = true
        continue
      }
      let resolved = resolved(branch).map { beside.isEmpty ? $0 : JSON.object(beside).overlaid(with: $0.object ?? [:]) }
      let decoded = resolved.map { decode($0, name: name, depth: depth + 1) } ?? Decoded(type: .anything)
      isNullable = isNullable || decoded.isNullable
      types += decoded.type.branches
    }
    return Decoded(type: types.isEmpty ? .anything : .joining(types), isNullable: isNullable)
  }
}

extension ValueType {
  /// The simplest type that takes what any of `types` takes.
  static func joining(_ types: [ValueType]) -> ValueType {
    var branches: [ValueType] = []
    for type in types.flatMap(\.branches) where !branches.contains(type) { branches.append(type) }
    branches = branches.filter { branch in !branches.contains { $0.includes(branch) } }
    if let open = openChoice(branches) { return open }
    return branches.count == 1 ? branches[0] : .union(branches)
  }

  /// A number takes every integer within the same limits.
  private func includes(_ other: ValueType) -> Bool {
    if case .number(let own) = self, case .integer(let bounds) = other { own == bounds } else { false }
  }

  private static func openChoice(_ branches: [ValueType]) -> ValueType? {
    guard branches.count == 2, branches.contains(where: \.isFreeText) else { return nil }
    for case .choice(let values, _) in branches { return .choice(values, isOpen: true) }
    return nil
  }
}

extension JSON {
  /// The record with `members` put over its own.
  func overlaid(with members: JSONObject) -> JSON {
    guard !members.isEmpty, case .object(var own) = self else { return self }
    for (key, value) in members { own[key] = value }
    return .object(own)
  }
}
