import Diagnostics
import JSON

extension ProgramCheck {
  mutating func visit(_ left: Expression, _ name: BinaryOperator, _ right: Expression, at range: SourceRange) async
    -> Shape
  {
    switch name {
    case .and, .or:
      await visitCondition(left)
      await visitCondition(right)
      return .bool
    case .coalesce: return await visit(left, or: right)
    default:
      let left = await visit(left)
      return apply(name, left, await visit(right), at: range)
    }
  }

  /// What `??` is given may be missing.
  private mutating func visit(_ left: Expression, or right: Expression) async -> Shape {
    let count = diagnostics.count
    let shape = await visit(left)
    let findings = diagnostics[count...].filter { !["missing-field", "missing-item"].contains($0.code) }
    diagnostics.replaceSubrange(count..., with: findings)
    let other = await visit(right)
    if case .data(.null)? = shape.value { return other }
    return shape.joined(with: other)
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
