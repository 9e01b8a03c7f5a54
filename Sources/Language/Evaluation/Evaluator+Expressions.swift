import Diagnostics
import JSON

extension Evaluator {
  /// The value of an expression, which may be a job that still runs.
  func evaluate(_ expression: Expression) async throws -> Value {
    if let value = try immediate(expression) { return value }
    switch try await reach(expression) {
    case .success(let value): return value
    case .failure(let diagnostic): throw failure(diagnostic, at: expression.range)
    }
  }

  /// Like `evaluate`, but a path that leads nowhere is no failure yet: `??`
  /// has something to put in its place.
  private func reach(_ expression: Expression) async throws -> Result<Value, Diagnostic> {
    switch expression.kind {
    case .variable(let name, let steps):
      return try await follow(steps[...], from: try variable(name, at: expression.range))
    case .job(let number, let steps):
      let job = try await locating(at: expression.range) { try await host.job(number) }
      return try await follow(steps[...], from: job)
    case .parenthesized(let pipeline, let steps):
      return try await reach(pipeline, steps)
    case .chain(let first, let links) where links.first?.operation.value == .coalesce:
      return try await reach(alternatives: [first] + links.map(\.operand))
    default:
      return .success(try await pathless(expression))
    }
  }

  private func reach(_ pipeline: Pipeline, _ steps: [Located<Step>]) async throws -> Result<Value, Diagnostic> {
    guard let inner = pipeline.expression else {
      return try await follow(steps[...], from: outcome(of: pipeline).value)
    }
    let start = try await reach(inner)
    guard case .success(let value) = start else { return start }
    return try await follow(steps[...], from: value)
  }

  /// The first that has a value, or else the last.
  private func reach(alternatives: [Expression]) async throws -> Result<Value, Diagnostic> {
    for alternative in alternatives.dropLast() {
      if let value = try await present(alternative) { return .success(value) }
    }
    guard let last = alternatives.last else { return .success(.null) }
    return try await reach(last)
  }

  /// The settled value; nil if it is `null` or its path leads nowhere.
  private func present(_ expression: Expression) async throws -> Value? {
    guard case .success(let value) = try await reach(expression) else { return nil }
    let settled = try await settle(value, at: expression.range)
    if case .data(.null) = settled { return nil }
    return settled
  }

  private func pathless(_ expression: Expression) async throws -> Value {
    switch expression.kind {
    case .word(let word):
      guard let json = JSON(word: word) else { throw failure(.unquotedWord(word), at: expression.range) }
      return .data(json)
    case .string(let literal): return .data(.string(try await text(of: literal)))
    case .range(let first, let last): return .data(try await integers(first, last, at: expression.range))
    case .file(let literal): return try await file(literal, at: expression.range)
    case .list(let elements): return try await list(elements, at: expression.range)
    case .record(let members): return try await record(members, at: expression.range)
    case .not(let operand): return .data(.bool(!(try await condition(operand))))
    case .chain(let first, let links): return try await value(of: links, from: first)
    // `reach` has dealt with these.
    case .variable, .job, .parenthesized: return .null
    }
  }

  /// What a name is bound to.
  func variable(_ name: String, at range: SourceRange, isInText: Bool = false) throws -> Value {
    if name == "in" {
      guard let input else { throw failure(.missingInput, at: range) }
      return input
    }
    if let value = scope[name] { return value }
    throw failure(.undefinedName(name, among: scope.names, isInText: isInText), at: range)
  }

  private func file(_ literal: StringLiteral, at range: SourceRange) async throws -> Value {
    let path = try await text(of: literal)
    return try await locating(at: range) { try await host.file(path) }
  }

  /// Directly in a list or record, and as a default, a word may be a text
  /// without quotes.
  func item(_ expression: Expression) async throws -> Value {
    if case .word(let word) = expression.kind { return .data(JSON(wordOrText: word)) }
    return try await evaluate(expression)
  }

  private func list(_ elements: [Expression], at range: SourceRange) async throws -> Value {
    var items: [Value] = []
    for element in elements { items.append(try await item(element)) }
    return try bounded(Value(list: items), at: range)
  }

  private func record(
    _ members: [(key: Located<String>, value: Expression)], at range: SourceRange
  ) async throws -> Value {
    var values: [(key: String, value: Value)] = []
    for member in members { values.append((member.key.value, try await item(member.value))) }
    return try bounded(Value(record: values), at: range)
  }

  func bounded(_ value: Value, at range: SourceRange) throws -> Value {
    guard value.isWithinBounds else { throw failure(.tooLarge, at: range) }
    return value
  }

  private func integers(_ first: RangeBound, _ last: RangeBound, at range: SourceRange) async throws -> JSON {
    let first = try await integer(first, at: range)
    let last = try await integer(last, at: range)
    guard let integers = JSON.integers(from: first, through: last) else { throw failure(.rangeTooLong, at: range) }
    return integers
  }

  /// One end of a range.
  func integer(_ bound: RangeBound, at range: SourceRange) async throws -> Int {
    guard case .variable(let name, let steps) = bound else {
      if case .number(let number) = bound { return number }
      return 0
    }
    let value = try await self.value(of: name, steps, at: range)
    guard let integer = value.json.int else { throw failure(.notWhole(value.described), at: range) }
    return integer
  }

  /// A variable's settled value at the end of its steps.
  func value(of name: String, _ steps: [Located<Step>], at range: SourceRange, isInText: Bool = false) async throws
    -> Value
  {
    switch try await follow(steps[...], from: try variable(name, at: range, isInText: isInText)) {
    case .success(let value): return try await settle(value, at: range)
    case .failure(let diagnostic): throw failure(diagnostic, at: range)
    }
  }
}

extension Diagnostic {
  fileprivate static func notWhole(_ described: String) -> Diagnostic {
    Diagnostic(code: "not-whole", "a range goes from one whole number to another, but this is \(described)")
  }
}
