import Diagnostics
import JSON

extension Evaluator {
  func argument(_ syntax: ArgumentSyntax) async throws -> Argument {
    switch syntax.kind {
    case .positional(let value):
      return Argument(.positional, try await content(value), range: syntax.range)
    case .parameter(let path, let isRaw, let value):
      let role = Argument.Role.parameter(try await resolve(path), isRaw: isRaw)
      return try await named(role, value: value, empty: .word(""), nameRange: path.range, range: syntax.range)
    case .option(let name, let value):
      let role = Argument.Role.option(name.value)
      return try await named(role, value: value, empty: .flag, nameRange: name.range, range: syntax.range)
    case .block(let block):
      return Argument(.positional, .block(blockValue(block)), range: syntax.range)
    }
  }

  private func named(
    _ role: Argument.Role, value: Expression?, empty: Argument.Content, nameRange: SourceRange, range: SourceRange
  ) async throws -> Argument {
    guard let value else {
      return Argument(role, empty, range: range, nameRange: nameRange, valueRange: SourceRange(at: range.end))
    }
    return Argument(role, try await content(value), range: range, nameRange: nameRange, valueRange: value.range)
  }

  private func content(_ expression: Expression) async throws -> Argument.Content {
    if case .word(let word) = expression.kind { return .word(word) }
    return .value(try await evaluate(expression))
  }

  private func resolve(_ path: Located<[Step]>) async throws -> [Argument.PathStep] {
    var steps: [Argument.PathStep] = []
    for step in path.value {
      switch step {
      case .field(let name): steps.append(.key(name))
      case .index(let index): steps.append(.index(index))
      case .variable(let name, let inner):
        let key = try await self.key(name, inner.map { Located($0, path.range) }, at: path.range)
        steps.append(key.pathStep)
      case .range, .all: throw failure(.notInParameter, at: path.range)
      }
    }
    return steps
  }

  /// A block as a value that a command may run, and run several times at
  /// once.
  private func blockValue(_ block: Block) -> BlockValue {
    BlockValue(range: block.range) { input, bindings, round in
      var inner = self
      inner.scope = Scope(parent: scope)
      inner.input = input ?? inner.input
      inner.round = round ?? inner.round
      for (name, value) in bindings { inner.scope.bind(name, value) }
      return try await inner.confined { try await $0.execute(block) }.value
    }
  }
}

extension Diagnostic {
  static let notInParameter = Diagnostic(
    code: "wrong-parameter-path", "a parameter's name takes `.field` and `[0]`, no `[*]` and no range")
}
