import Diagnostics
import JSON

/// A `def` as something that can be called.
struct DefinedCommand: Callable {
  let definition: StoredDefinition
  /// The scope that holds it: what its body sees beside its own names.
  let home: Scope
  let caller: Evaluator

  func call(_ invocation: Invocation) async throws -> Value {
    guard caller.depth < Evaluator.maximumDepth else { throw caller.failure(.tooDeep, at: invocation.name.range) }
    let match = ArgumentMatch(invocation.arguments, of: definition.syntax, calledAt: invocation.name.range)
    if let (complaint, range) = match.complaints.first { throw caller.failure(complaint, at: range) }
    var body = caller
    body.scope = Scope(parent: home)
    body.source = definition.source
    body.depth += 1
    body.input = if case .value(let value) = invocation.input { value } else { nil }
    try await body.bind(definition.syntax.formals, to: match.values)
    return try await body.run(definition.syntax.body)
  }
}

extension Evaluator {
  fileprivate func bind(_ formals: [Definition.Formal], to values: [String: Value]) async throws {
    for formal in formals {
      if let value = values[formal.name.value] {
        try bind(formal.name, value)
      } else if let defaultValue = formal.defaultValue {
        try bind(formal.name, try await value(ofDefault: defaultValue))
      }
    }
  }

  /// The body of a `def`, which `return` leaves.
  fileprivate func run(_ body: Block) async throws -> Value {
    let outcome = try await confined { evaluator in
      do {
        return try await evaluator.execute(body)
      } catch let jump as Jump {
        guard case .return(let value) = jump.target else { throw jump }
        return Outcome(value)
      }
    }
    return outcome.value
  }
}

extension Diagnostic {
  fileprivate static let tooDeep = Diagnostic(
    code: "recursion-too-deep", "`def`s call one another more than \(Evaluator.maximumDepth) deep")
}
