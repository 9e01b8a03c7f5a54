import Diagnostics
import JSON

/// What stands in brackets, once its variables are resolved.
enum StepKey: Sendable {
  case name(String)
  case index(Int)

  var pathStep: Argument.PathStep {
    switch self {
    case .name(let name): .key(name)
    case .index(let index): .index(index)
    }
  }
}

extension Evaluator {
  /// Goes down a path.
  /// - Returns: the value at its end, or what is to be said where it leads
  ///   nowhere. Without steps the value is left as it is, even if it is still
  ///   being made.
  /// - Throws: `Failure` if a job or a `[$name]` in it has no value.
  func follow(_ steps: ArraySlice<Located<Step>>, from start: Value) async throws -> Result<Value, Diagnostic> {
    var value = start
    for (position, step) in zip(steps.indices, steps) {
      value = try await settle(value, at: step.range)
      if case .all = step.value { return try await followAll(steps[position...].dropFirst(), from: value, step) }
      let next = try await take(step, of: value)
      guard case .success(let taken) = next else { return next.located(in: source, at: step.range) }
      value = taken
    }
    return .success(value)
  }

  private func followAll(
    _ rest: ArraySlice<Located<Step>>, from value: Value, _ step: Located<Step>
  ) async throws -> Result<Value, Diagnostic> {
    guard let items = value.listItems else {
      return .failure(.notListed(value, "[*]").located(in: source, at: step.range))
    }
    var values: [Value] = []
    for item in items {
      let end = try await follow(rest, from: item)
      guard case .success(let value) = end else { return end }
      values.append(value)
    }
    return .success(Value(list: values))
  }

  private func take(_ step: Located<Step>, of value: Value) async throws -> Result<Value, Diagnostic> {
    switch step.value {
    case .field(let name): return value.field(name)
    case .index(let index): return value.item(index)
    case .range(let first, let last):
      let first = try await integer(first, at: step.range)
      return value.slice(from: first, through: try await integer(last, at: step.range))
    case .variable(let name, let steps):
      switch try await key(name, steps.map { Located($0, step.range) }, at: step.range) {
      case .name(let name): return value.field(name)
      case .index(let index): return value.item(index)
      }
    case .all: return .success(value)
    }
  }

  /// What `[$name]` is: a position or a field's name.
  func key(_ name: String, _ steps: [Located<Step>], at range: SourceRange) async throws -> StepKey {
    let value = try await self.value(of: name, steps, at: range)
    switch value {
    case .data(.string(let text)): return .name(text)
    case .data(.number(let number)) where number.int != nil: return .index(number.int ?? 0)
    default: throw failure(.notKey(value.described), at: range)
    }
  }
}

extension Result where Success == Value, Failure == Diagnostic {
  fileprivate func located(in source: SourceText, at range: SourceRange) -> Self {
    mapError { $0.located(in: source, at: range) }
  }
}
