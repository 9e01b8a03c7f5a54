import Diagnostics
import JSON

/// What needs no waiting: names, numbers, texts, and operators between them.
/// A task's step costs more than an addition, and a loop of a million rounds
/// is made of such.
extension Evaluator {
  /// - Returns: nil where something may have to be waited for or called;
  ///   nothing has been done then.
  /// - Throws: the `Failure` that `evaluate` would throw.
  func immediate(_ expression: Expression) throws -> Value? {
    switch expression.kind {
    case .word(let word): return JSON(word: word).map(Value.data)
    case .string(let literal): return try immediateText(of: literal).map { .data(.string($0)) }
    case .variable(let name, let steps): return try immediate(name, steps, at: expression.range)
    case .parenthesized(let pipeline, let steps):
      guard steps.isEmpty, let inner = pipeline.expression else { return nil }
      return try immediate(inner)
    case .not(let operand): return try immediateCondition(operand).map { .data(.bool(!$0)) }
    case .chain(let first, let links): return try immediate(links, from: first)
    case .range, .job, .file, .list, .record: return nil
    }
  }

  /// - Returns: nil where something may have to be waited for or called;
  ///   nothing has been done then.
  func immediateOutcome(of statement: Statement) throws -> Outcome? {
    switch statement.kind {
    case .bind(let name, let pipeline):
      guard let value = try pipeline.expression.flatMap(immediate) else { return nil }
      try bind(name, value)
      return .silent
    case .pipeline(let pipeline): return try pipeline.expression.flatMap(immediate).map(Outcome.init)
    case .expect, .return, .break, .continue, .define: return nil
    }
  }

  /// The value of a name that is data, at the end of plain steps. Where they
  /// lead nowhere, `??` may have something in its place.
  private func immediate(_ name: String, _ steps: [Located<Step>], at range: SourceRange) throws -> Value? {
    var value = try variable(name, at: range)
    for step in steps {
      guard case .data = value else { return nil }
      switch step.value {
      case .field(let name):
        guard case .success(let next) = value.field(name) else { return nil }
        value = next
      case .index(let index):
        guard case .success(let next) = value.item(index) else { return nil }
        value = next
      case .range, .variable, .all: return nil
      }
    }
    return value
  }

  private func immediateText(of literal: StringLiteral) throws -> String? {
    var text = ""
    for piece in literal.pieces {
      switch piece {
      case .text(let part): text += part
      case .variable(let name, let steps, let range):
        guard case .data? = scope[name], let part = try immediate(name, steps, at: range)?.text else { return nil }
        text += part
      case .pipeline: return nil
      }
    }
    return text.utf8.count <= Value.maximumTextLength ? text : nil
  }

  /// `true` or `false`; anything else is for `condition` to complain of.
  func immediateCondition(_ expression: Expression) throws -> Bool? {
    guard case .data(.bool(let bool))? = try immediate(expression) else { return nil }
    return bool
  }

  /// A chain that is longer than anybody writes is evaluated where it can be
  /// interrupted.
  private func immediate(_ links: [Expression.Link], from first: Expression) throws -> Value? {
    guard links.count <= 64, let name = links.first?.operation.value, name != .coalesce else { return nil }
    if name == .and || name == .or {
      return try immediate(first, links, until: name == .or).map { .data(.bool($0)) }
    }
    guard case .data(var value)? = try immediate(first) else { return nil }
    for link in links {
      guard link.operation.value != .plus || value.array == nil, case .data(let right)? = try immediate(link.operand)
      else { return nil }
      value = try apply(link.operation.value, (value, right), at: first.range.union(link.operand.range))
    }
    return .data(value)
  }

  /// What the conditions of an `or` or `and` come to.
  /// - Parameter decisive: what ends the search.
  private func immediate(_ first: Expression, _ links: [Expression.Link], until decisive: Bool) throws -> Bool? {
    guard let start = try immediateCondition(first) else { return nil }
    if start == decisive { return decisive }
    for link in links {
      guard let next = try immediateCondition(link.operand) else { return nil }
      if next == decisive { return decisive }
    }
    return !decisive
  }
}
