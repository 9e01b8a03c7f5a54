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

  func binary(
    _ left: Expression, _ name: BinaryOperator, _ right: Expression, at range: SourceRange
  ) async throws -> Value {
    switch name {
    case .or:
      if try await condition(left) { return .data(true) }
      return .data(.bool(try await condition(right)))
    case .and:
      guard try await condition(left) else { return .data(false) }
      return .data(.bool(try await condition(right)))
    case .plus:
      let values = (try await settled(left), try await settled(right))
      if let joined = try joined(values, at: range) { return joined }
      return .data(try apply(.plus, Self.operands(values), at: range))
    default:
      return .data(try apply(name, try await operands(left, right), at: range))
    }
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
