import Diagnostics
import JSON

extension ProgramCheck {
  mutating func visit(_ form: Form) async -> Shape {
    switch form.kind {
    case .if(let branches, let otherwise): await visit(branches, otherwise: otherwise)
    case .for(let name, let list, let block): await visitLoop(name, through: list, block)
    case .try(let block, let name, let handler): await visit(block, catching: name, handler)
    case .retry(let count, let block): await visitRetry(count, block)
    }
  }

  private mutating func visit(_ branches: [Form.Branch], otherwise: Block?) async -> Shape {
    var ways: [KnownNames.Way] = []
    var shape = Shape.never
    for branch in branches {
      await visitCondition(branch.condition)
      shape = shape.joined(with: await visitBranch(branch.block, &ways))
    }
    if let otherwise {
      shape = shape.joined(with: await visitBranch(otherwise, &ways))
    } else {
      ways.append([:])
      shape = shape.joined(with: .null)
    }
    names.meet(ways)
    return shape
  }

  /// Adds the way through a branch, unless it is left before its end.
  private mutating func visitBranch(_ block: Block, _ ways: inout [KnownNames.Way]) async -> Shape {
    let before = names.mark
    let shape = await visit(block)
    let way = names.goBack(to: before)
    if case .never = shape { return shape }
    ways.append(way)
    return shape
  }

  /// The block is taken to run at least once: `for … { let last = … }` is
  /// how a last value is kept.
  private mutating func visitLoop(_ name: Located<String>, through list: Expression, _ block: Block) async -> Shape {
    let listShape = await visit(list)
    if let kind = listShape.kindName, listShape.items == nil { report(.notList(kind), at: list.range) }
    for name in block.boundNames { names.widen(name) }
    bind(name, listShape.items?.shape ?? .anything)
    let before = surroundings
    surroundings.isInLoop = true
    let shape = await visit(block)
    surroundings = before
    for name in block.boundNames + [name.value] { names.widen(name) }
    return .list(of: shape, count: nil)
  }

  /// A `catch` often ends in `fail` or in another value for the same name,
  /// so what either of them binds is taken as bound.
  private mutating func visit(_ block: Block, catching name: Located<String>?, _ handler: Block) async -> Shape {
    let before = names.mark
    let tried = await visit(block)
    let way = names.goBack(to: before)
    for name in way.keys.sorted() { names.widen(name) }
    if let name { bind(name, .failure) }
    let caught = await visit(handler)
    names.meet([way, names.goBack(to: before)], takesEither: true)
    return tried.joined(with: caught)
  }

  private mutating func visitRetry(_ count: Expression, _ block: Block) async -> Shape {
    let shape = await visit(count)
    if let value = shape.value?.json, !(value.int.map { (1...1000).contains($0) } ?? false) {
      report(.notCount(value.number?.text ?? value.described), at: count.range)
    }
    return await visit(block)
  }

  /// An expression that has to be `true` or `false`.
  mutating func visitCondition(_ expression: Expression) async {
    let kind = await visit(expression).kindName
    if let kind, kind != JSON.bool(true).kindName { report(.notBoolean(kind), at: expression.range) }
  }
}

extension Shape {
  /// What `catch` binds.
  fileprivate static let failure = Shape.record(
    (Failure(.fail, Diagnostic(code: "", "")).facts.object ?? [:]).map { name, value in
      (name, value.string == nil ? .anything : .text)
    })
}

extension Block {
  /// The names that its statements bind, and those of the blocks in it that
  /// share them.
  fileprivate var boundNames: [String] {
    var names: [String] = []
    var pending = statements
    while let statement = pending.popLast() {
      switch statement.kind {
      case .bind(let name, let pipeline):
        names.append(name.value)
        pending += pipeline.sharedStatements(&names)
      case .pipeline(let pipeline): pending += pipeline.sharedStatements(&names)
      case .expect, .return, .break, .continue, .define: break
      }
    }
    return names
  }
}

extension Pipeline {
  /// The statements of the blocks of a form, which share the names around
  /// them.
  fileprivate func sharedStatements(_ names: inout [String]) -> [Statement] {
    guard case .form(let form) = head else { return [] }
    switch form.kind {
    case .if(let branches, let otherwise):
      return branches.flatMap(\.block.statements) + (otherwise?.statements ?? [])
    case .for(let name, _, let block):
      names.append(name.value)
      return block.statements
    case .try(let block, let name, let handler):
      if let name { names.append(name.value) }
      return block.statements + handler.statements
    case .retry(_, let block): return block.statements
    }
  }
}
