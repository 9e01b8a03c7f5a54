import Diagnostics

/// An expression while it is read from left to right. What binds weaker than
/// the operators so far takes all of them as its left side.
struct OperatorChain {
  private var first: Expression
  private var links: [Expression.Link] = []
  private(set) var range: SourceRange

  init(_ first: Expression) {
    self.first = first
    range = first.range
  }

  /// One of the operators that were read last; nil before there are any.
  var operation: BinaryOperator? { links.last?.operation.value }

  var expression: Expression { links.isEmpty ? first : Expression(.chain(first, links), range) }

  mutating func append(_ operation: Located<BinaryOperator>, _ operand: Expression) {
    if let last = self.operation, last.strength != operation.value.strength {
      first = expression
      links = []
    }
    links.append(Expression.Link(operation: operation, operand: operand))
    range = range.union(operand.range)
  }
}
