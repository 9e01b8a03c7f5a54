import Diagnostics
import JSON

extension ProgramCheck {
  mutating func visit(_ form: Form) async {
    switch form.kind {
    case .if(let branches, let otherwise): await visit(branches, otherwise: otherwise)
    case .for(let name, let list, let block): await visitLoop(name, through: list, block)
    case .try(let block, let name, let handler): await visit(block, catching: name, handler)
    case .retry(let count, let block): await visitRetry(count, block)
    }
  }

  private mutating func visit(_ branches: [Form.Branch], otherwise: Block?) async {
    var ways: [KnownNames] = []
    for branch in branches {
      await visitCondition(branch.condition)
      if let way = await visitBranch(branch.block) { ways.append(way) }
    }
    if let otherwise {
      if let way = await visitBranch(otherwise) { ways.append(way) }
    } else {
      ways.append(names)
    }
    names = KnownNames.meeting(of: ways) ?? names
  }

  /// - Returns: the names that are bound behind the branch; nil if the
  ///   statement is left before its end.
  private mutating func visitBranch(_ block: Block) async -> KnownNames? {
    let before = names
    defer { names = before }
    await visit(block)
    return block.isLeft ? nil : names
  }

  /// The block is taken to run at least once: `for … { let last = … }` is
  /// how a last value is kept.
  private mutating func visitLoop(_ name: Located<String>, through list: Expression, _ block: Block) async {
    await visit(list)
    if let kind = list.literalKind, kind != "list" { report(.notList(kind), at: list.range) }
    bind(name)
    let before = surroundings
    surroundings.isInLoop = true
    await visit(block)
    surroundings = before
  }

  /// A `catch` often ends in `fail` or in another value for the same name,
  /// so what either of them binds is taken as bound.
  private mutating func visit(_ block: Block, catching name: Located<String>?, _ handler: Block) async {
    let before = names
    await visit(block)
    let tried = names
    names = before
    if let name { bind(name) }
    await visit(handler)
    names.formUnion(tried)
  }

  private mutating func visitRetry(_ count: Expression, _ block: Block) async {
    await visit(count)
    if let literal = count.literalValue(), !(literal.int.map { (1...1000).contains($0) } ?? false) {
      report(.notCount(literal.number?.text ?? literal.described), at: count.range)
    }
    await visit(block)
  }

  /// An expression that has to be `true` or `false`.
  mutating func visitCondition(_ expression: Expression) async {
    await visit(expression)
    if let kind = expression.literalKind, kind != true.kindName {
      report(.notBoolean(kind), at: expression.range)
    }
  }
}

extension Block {
  /// Whether it ends in a jump, so that what follows the block never sees it.
  fileprivate var isLeft: Bool {
    switch statements.last?.kind {
    case .break, .continue, .return: true
    default: false
    }
  }
}

extension Bool {
  fileprivate var kindName: String { JSON.bool(self).kindName }
}

extension Expression {
  /// What kind of value this is in any case; nil if that cannot be known.
  var literalKind: String? {
    switch kind {
    case .word, .range, .list, .record: literalValue()?.kindName ?? unknownLiteralKind
    case .string: "text"
    case .not: true.kindName
    case .binary(let left, let name, let right):
      name.value == .plus ? left.literalKind ?? right.literalKind : name.value.resultKind
    case .variable, .job, .file, .parenthesized: nil
    }
  }

  private var unknownLiteralKind: String? {
    switch kind {
    case .list, .range: "list"
    case .record: "record"
    default: nil
    }
  }
}

extension BinaryOperator {
  fileprivate var resultKind: String? {
    switch self {
    case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: true.kindName
    case .minus, .times, .divide: "number"
    case .plus, .coalesce: nil
    }
  }
}
