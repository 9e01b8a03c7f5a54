import Diagnostics
import JSON

extension Evaluator {
  /// Evaluates what has to be `true` or `false`.
  func condition(_ expression: Expression) async throws -> Bool {
    if let bool = try immediateCondition(expression) { return bool }
    let value = try await settle(evaluate(expression), at: expression.range)
    guard case .data(.bool(let bool)) = value else {
      throw failure(.notBoolean(value.kindName), at: expression.range)
    }
    return bool
  }

  /// The value of a chain of operators that bind equally, `??` left out.
  func value(of links: [Expression.Link], from first: Expression) async throws -> Value {
    switch links.first?.operation.value {
    case .or: return .data(.bool(try await isAny([first] + links.map(\.operand), true)))
    case .and: return .data(.bool(!(try await isAny([first] + links.map(\.operand), false))))
    default: return try await fold(links, from: first)
    }
  }

  /// Whether one of the conditions is what is looked for; those behind it are
  /// not evaluated.
  private func isAny(_ conditions: [Expression], _ wanted: Bool) async throws -> Bool {
    for expression in conditions {
      if try await condition(expression) == wanted { return true }
    }
    return false
  }

  private func fold(_ links: [Expression.Link], from first: Expression) async throws -> Value {
    var value = try await settled(first)
    for link in links {
      try Task.checkCancellation()
      let sides = (value, try await settled(link.operand))
      value = try apply(link.operation.value, sides, at: first.range.union(link.operand.range))
    }
    return value
  }

  private func apply(_ name: BinaryOperator, _ sides: (Value, Value), at range: SourceRange) throws -> Value {
    if name == .plus, let joined = try joined(sides, at: range) { return joined }
    return .data(try apply(name, Self.operands(sides), at: range))
  }

  private func settled(_ expression: Expression) async throws -> Value {
    try await settle(evaluate(expression), at: expression.range)
  }

  /// Both sides as data, the left one first.
  func operands(_ left: Expression, _ right: Expression) async throws -> (left: JSON, right: JSON) {
    Self.operands((try await settled(left), try await settled(right)))
  }

  /// What has a text (the answer of a language model) stands for it where
  /// the other side is one.
  private static func operands(_ values: (Value, Value)) -> (left: JSON, right: JSON) {
    switch values {
    case (.handle(let left), .data(.string(let right))): (left.text.map(JSON.string) ?? left.json, .string(right))
    case (.data(.string(let left)), .handle(let right)): (.string(left), right.text.map(JSON.string) ?? right.json)
    default: (values.0.json, values.1.json)
    }
  }

  func apply(_ name: BinaryOperator, _ sides: (left: JSON, right: JSON), at range: SourceRange) throws -> JSON {
    switch Operation(name: name, left: sides.left, right: sides.right).result() {
    case .success(let json): return json
    case .failure(let diagnostic): throw failure(diagnostic, at: range)
    }
  }

  /// Two lists as one, whatever is in them; nil if they are not lists.
  private func joined(_ values: (Value, Value), at range: SourceRange) throws -> Value? {
    guard let left = values.0.items, let right = values.1.items else { return nil }
    guard left.count + right.count <= JSON.maximumCount else { throw failure(.tooLarge, at: range) }
    return Value(list: left + right)
  }
}

extension Value {
  /// The kind with its article, as it stands in a sentence.
  var described: String {
    if case .data(let json) = self { json.described } else { "a " + kindName }
  }
}
