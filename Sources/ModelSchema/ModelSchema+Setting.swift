package import JSON

extension ModelSchema {
  /// Puts what a word stands for at a place in an input, making records and
  /// lists on the way: `image_size.width`, `loras[0].path`.
  /// - Throws: `Violation`, its path from the input; the input is unchanged.
  @discardableResult
  package func set(word: String, at path: JSONPath, in input: inout JSON) throws(Violation) -> [CoercionNote] {
    try put(at: path, in: &input) { slot throws(Violation) in try slot.coerced(word: word) }
  }

  /// Puts a value, made to fit, at a place in an input.
  /// - Throws: `Violation`, its path from the input; the input is unchanged.
  @discardableResult
  package func set(_ value: JSON, at path: JSONPath, in input: inout JSON) throws(Violation) -> [CoercionNote] {
    try put(at: path, in: &input) { slot throws(Violation) in try slot.coerced(value) }
  }

  /// The type of what stands at a path, with whatever its name adds.
  /// - Throws: `unknownParameter` where the path leads nowhere.
  package func type(at path: JSONPath) throws(Violation) -> ValueType { try slot(at: path).type }

  private func put(
    at path: JSONPath, in input: inout JSON, _ coerce: (Slot) throws(Violation) -> Coercion
  ) throws(Violation) -> [CoercionNote] {
    let slot = try slot(at: path)
    let coercion: Coercion
    do throws(Violation) {
      coercion = try coerce(slot)
    } catch {
      throw error.under(path.steps)
    }
    guard input.set(coercion.value, at: path) else { throw obstacle(at: path, in: input) }
    return coercion.notes.map { $0.under(path.steps) }
  }

  private func slot(at path: JSONPath) throws(Violation) -> Slot {
    var slot = Slot(type: input.map(ValueType.record) ?? .anything)
    for (index, step) in path.steps.enumerated() {
      guard let next = slot.type.slot(behind: step) else {
        throw slot.type.unknown(step, at: JSONPath(Array(path.steps[...index])))
      }
      slot = next
    }
    return slot
  }

  /// Why a path that the schema knows cannot be reached: there is a text
  /// where a record is wanted, or the list is too short.
  private func obstacle(at path: JSONPath, in input: JSON) -> Violation {
    for count in path.steps.indices {
      let parent = JSONPath(Array(path.steps[..<count]))
      guard let value = input[parent], !value.isNull else { continue }
      let isLast = input[JSONPath(Array(path.steps[...count]))] == nil
      if case .index = path.steps[count], let elements = value.array {
        if isLast { return Violation(.noSuchElement(count: elements.count), at: path) }
      } else if case .key = path.steps[count], value.object != nil {
        continue
      } else {
        let expected = (try? slot(at: parent).type) ?? .anything
        return Violation(.wrongType(expected: expected), at: parent, actual: value)
      }
    }
    return Violation(.noSuchElement(count: 0), at: path)
  }
}

extension ValueType {
  /// The place one step further in; nil if there is none.
  fileprivate func slot(behind step: JSONPath.Step) -> Slot? {
    for branch in branches {
      switch (branch, step) {
      case (.record(let record), .key(let name)):
        if let field = record.field(named: name) { return Slot(field) }
        if record.otherMembers == .allowed { return Slot(type: .anything) }
      case (.list(let element, _), .index(0...)), (.map(let element), .key): return Slot(type: element)
      case (.anything, _): return Slot(type: .anything)
      default: continue
      }
    }
    return nil
  }

  fileprivate func unknown(_ step: JSONPath.Step, at path: JSONPath) -> Violation {
    let known = branches.flatMap { branch -> [String] in
      if case .record(let record) = branch { record.fieldNames } else { [] }
    }
    let name = if case .key(let key) = step { key } else { JSONPath([step]).description }
    return Violation(.unknownParameter(name: name, known: known), at: path)
  }
}
