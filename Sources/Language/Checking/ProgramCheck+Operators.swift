import Diagnostics
import JSON

extension ProgramCheck {
  /// A chain of operators that bind equally.
  mutating func visit(_ first: Expression, _ links: [Expression.Link]) async -> Shape {
    switch links.first?.operation.value {
    case .and, .or:
      for operand in [first] + links.map(\.operand) { await visitCondition(operand) }
      return .bool
    case .coalesce: return await visit(alternatives: [first] + links.map(\.operand))
    default: return await visit(operationsOf: links, from: first)
    }
  }

  private mutating func visit(operationsOf links: [Expression.Link], from first: Expression) async -> Shape {
    var shape = await visit(first)
    for link in links {
      let right = await visit(link.operand)
      shape = apply(link.operation.value, shape, right, at: first.range.union(link.operand.range))
    }
    return shape
  }

  /// What `??` is given may be missing, but for the last.
  private mutating func visit(alternatives: [Expression]) async -> Shape {
    var shape = Shape.constant(.data(.null))
    for (index, alternative) in alternatives.enumerated() {
      let count = diagnostics.count
      let other = await visit(alternative)
      if index < alternatives.count - 1 { dropMissing(from: count) }
      if case .data(.null)? = shape.value { shape = other } else { shape = shape.joined(with: other) }
    }
    return shape
  }

  private mutating func dropMissing(from count: Int) {
    let findings = diagnostics[count...].filter { !["missing-field", "missing-item"].contains($0.code) }
    diagnostics.replaceSubrange(count..., with: findings)
  }

  /// - Returns: what the operation gives; reports it if it would fail with
  ///   whatever values there will be.
  private mutating func apply(_ name: BinaryOperator, _ left: Shape, _ right: Shape, at range: SourceRange) -> Shape {
    let isKnown = left.value != nil && right.value != nil
    guard name != .contained || isKnown, let first = left.sample, let second = right.sample else {
      return name.shape(left, right)
    }
    // Texts and lists can double and double: what is put together here would
    // only be looked at.
    if name == .plus, first.string != nil && second.string != nil || first.array != nil && second.array != nil {
      return name.shape(left, right)
    }
    switch Operation(name: name, left: first, right: second).result() {
    case .success(let result): return isKnown ? .constant(.data(result)) : name.shape(left, right)
    case .failure(let diagnostic):
      report(diagnostic, at: range)
      return .anything
    }
  }
}

extension Shape {
  /// Data of the same kind: the value itself, where it is known.
  fileprivate var sample: JSON? {
    switch self {
    case .constant(.data(let json)): json
    case .text: ""
    case .number: 1
    case .bool: true
    case .list: []
    case .record: [:]
    case .anything, .never, .constant, .described: nil
    }
  }
}

extension BinaryOperator {
  /// What it gives, if nothing is known but the kinds.
  fileprivate func shape(_ left: Shape, _ right: Shape) -> Shape {
    switch self {
    case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: .bool
    case .minus, .times, .divide: .number
    case .plus: left.sum(with: right)
    case .coalesce: left.joined(with: right)
    }
  }
}

extension Shape {
  fileprivate func sum(with other: Shape) -> Shape {
    if let items, let others = other.items, case .list = joined(with: other) {
      let count = items.count.flatMap { count in others.count.map { count + $0 } }
      return .list(of: items.shape.joined(with: others.shape), count: count)
    }
    switch kindName ?? other.kindName {
    case "text": return .text
    case "number": return .number
    default: return .anything
    }
  }
}
