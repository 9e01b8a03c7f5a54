import Diagnostics
import JSON

extension Evaluator {
  func outcome(of form: Form) async throws -> Outcome {
    switch form.kind {
    case .if(let branches, let otherwise): try await choose(among: branches, otherwise: otherwise)
    case .for(let name, let list, let block): try await loop(name, through: list, block)
    case .try(let block, let name, let handler): try await attempt(block, name: name, handler: handler)
    case .retry(let count, let block): try await retry(count, block)
    }
  }

  private func choose(among branches: [Form.Branch], otherwise: Block?) async throws -> Outcome {
    for branch in branches {
      host.willDecide(branch.condition, in: scope, of: source)
      if try await condition(branch.condition) { return try await execute(branch.block) }
    }
    guard let otherwise else { return .silent }
    return try await execute(otherwise)
  }

  /// Rounds that leave nothing behind are not in the list: so a `for` whose
  /// block only binds has nothing to show, and one with an `if` in it is a
  /// choice of items.
  private func loop(_ name: Located<String>, through list: Expression, _ block: Block) async throws -> Outcome {
    var values: [Value] = []
    for (index, item) in try await items(of: list).enumerated() {
      try Task.checkCancellation()
      try bind(name, item)
      do {
        let outcome = try await inRound(index).execute(block)
        if !outcome.isSilent { values.append(outcome.value) }
      } catch let jump as Jump {
        if case .return = jump.target { throw jump }
        if case .break = jump.target { break }
      }
    }
    let value = Value(list: values)
    guard value.isWithinBounds else { throw failure(.tooLarge, at: name.range) }
    return Outcome(value: value, isSilent: values.isEmpty)
  }

  private func inRound(_ round: Int) -> Evaluator {
    var evaluator = self
    evaluator.round = round
    return evaluator
  }

  private func items(of list: Expression) async throws -> [Value] {
    let value = try await settle(evaluate(list), at: list.range)
    let found = value.items ?? Value.data(value.json).items
    guard let found else { throw failure(.notList(value.kindName), at: list.range) }
    return found
  }

  private func attempt(_ block: Block, name: Located<String>?, handler: Block) async throws -> Outcome {
    do {
      return try await execute(block)
    } catch let failure as Failure where failure.kind.isCatchable && !Task.isCancelled {
      if let name { try bind(name, .data(failure.facts)) }
    }
    return try await execute(handler)
  }

  private func retry(_ count: Expression, _ block: Block) async throws -> Outcome {
    let retries = try await retryCount(count)
    for attempt in 1...retries {
      do {
        return try await execute(block)
      } catch let failure as Failure where failure.kind.isPassing && failure.isRetryable != false {
        try Task.checkCancellation()
        try await pause(attempt)
      }
    }
    return try await execute(block)
  }

  private func retryCount(_ count: Expression) async throws -> Int {
    let value = try await settle(evaluate(count), at: count.range)
    guard let number = value.json.int, (1...1000).contains(number) else {
      throw failure(.notCount(value.json.number?.text ?? value.described), at: count.range)
    }
    return number
  }
}
