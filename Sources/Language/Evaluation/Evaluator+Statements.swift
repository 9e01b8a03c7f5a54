import Diagnostics
import JSON

extension Evaluator {
  /// Runs one statement.
  /// - Throws: `Failure`, `CancellationError`, and `Jump`.
  func execute(_ statement: Statement) async throws -> Outcome {
    switch statement.kind {
    case .bind(let name, let pipeline):
      try bind(name, try await outcome(of: pipeline).value)
    case .expect(let expression):
      try await expect(expression)
    case .return(let pipeline):
      let value = try await pipeline.asyncMap { try await outcome(of: $0).value }
      throw Jump(target: .return(value ?? .null), range: statement.range)
    case .break:
      throw Jump(target: .break, range: statement.range)
    case .continue:
      throw Jump(target: .continue, range: statement.range)
    case .define(let definition):
      scope.define(StoredDefinition(definition, in: source))
    case .pipeline(let pipeline):
      return try await outcome(of: pipeline)
    }
    return .silent
  }

  /// Runs a block in the scope of what surrounds it.
  /// - Returns: what its last statement left behind.
  func execute(_ block: Block) async throws -> Outcome {
    var outcome = Outcome.silent
    for statement in block.statements {
      try Task.checkCancellation()
      if let immediate = try immediateOutcome(of: statement) {
        outcome = immediate
      } else {
        outcome = try await execute(statement)
      }
    }
    return outcome
  }

  func bind(_ name: Located<String>, _ value: Value) throws {
    guard name.value != "in" else { throw failure(.reservedName, at: name.range) }
    guard value.isWithinBounds else { throw failure(.tooLarge, at: name.range) }
    scope.bind(name.value, value)
  }

  private func expect(_ expression: Expression) async throws {
    guard let comparison = expression.comparison else {
      if case .not(let operand) = expression.kind { return try await expect(operand, isTrue: false) }
      let isTrue = try await condition(expression)
      if !isTrue { throw unmet(expression, help: nil) }
      return
    }
    try await expect(comparison, of: expression, isTrue: true)
  }

  /// `expect not …`: shows both sides too.
  private func expect(_ operand: Expression, isTrue: Bool) async throws {
    if let comparison = operand.comparison { return try await expect(comparison, of: operand, isTrue: isTrue) }
    if try await condition(operand) != isTrue { throw unmet(operand, isTrue: isTrue, help: nil) }
  }

  private func expect(_ comparison: Comparison, of expression: Expression, isTrue: Bool) async throws {
    let sides = try await operands(comparison.left, comparison.right)
    let result = try apply(comparison.name, sides, at: expression.range)
    guard result != .bool(isTrue) else { return }
    throw unmet(expression, isTrue: isTrue, help: "left is \(sides.left.excerpt), right is \(sides.right.excerpt)")
  }

  private func unmet(_ expression: Expression, isTrue: Bool = true, help: String?) -> Failure {
    let diagnostic = Diagnostic(code: "expect", "this was expected to be \(isTrue)", help: help)
    return Failure(.expect, diagnostic).located(in: source, at: expression.range)
  }
}

private typealias Comparison = (left: Expression, name: BinaryOperator, right: Expression)

extension Expression {
  /// The two sides, if this compares them.
  fileprivate var comparison: Comparison? {
    guard case .chain(let left, let links) = kind, links.count == 1, let link = links.first,
      link.operation.value.isComparison
    else { return nil }
    return (left, link.operation.value, link.operand)
  }
}

extension JSON {
  /// The value in one line of bearable length.
  fileprivate var excerpt: String {
    let text = text
    let start = text.prefix(100)
    return start.endIndex == text.endIndex ? text : start + "…"
  }
}

extension Optional {
  fileprivate func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async throws -> Result? {
    if let wrapped = self { try await transform(wrapped) } else { nil }
  }
}
