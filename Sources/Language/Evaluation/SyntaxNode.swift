import Diagnostics

/// A part of the tree, for walks that ask one thing of every part.
enum SyntaxNode {
  case statement(Statement)
  case pipeline(Pipeline)
  case call(CallSyntax)
  case expression(Expression)
  case text(StringLiteral)
  case name(String)

  /// All parts below `roots` and the roots themselves, in no order that
  /// means anything. It keeps its own stack, so no nesting is too deep.
  /// - Parameter children: what to go on with below a part.
  static func contains(
    in roots: [SyntaxNode], children: (SyntaxNode) -> [SyntaxNode], where matches: (SyntaxNode) -> Bool
  ) -> Bool {
    var pending = roots
    while let node = pending.popLast() {
      if matches(node) { return true }
      pending += children(node)
    }
    return false
  }

  /// Whether `$name` stands anywhere in `statements`.
  static func mentions(_ name: String, in roots: [SyntaxNode]) -> Bool {
    contains(in: roots, children: { $0.children(ofBlocks: true) }, where: { $0.isName(name) })
  }

  func isName(_ name: String) -> Bool { if case .name(name) = self { true } else { false } }
}

extension CallSyntax {
  /// Whether `$in` stands in the arguments, in their texts and parentheses
  /// too, but not in blocks, which have a `$in` of their own.
  var namesInput: Bool {
    SyntaxNode.contains(in: [.call(self)], children: { $0.children(ofBlocks: false) }, where: { $0.isName("in") })
  }
}

extension SyntaxNode {
  /// The parts directly below this one.
  /// - Parameter ofBlocks: false leaves out what has a `$in` of its own:
  ///   blocks given as arguments, `def`s, stages behind a `|`.
  func children(ofBlocks: Bool) -> [SyntaxNode] {
    switch self {
    case .statement(let statement): Self.children(of: statement, ofBlocks: ofBlocks)
    case .pipeline(let pipeline): Self.children(of: pipeline, ofBlocks: ofBlocks)
    case .call(let call): call.arguments.flatMap { Self.children(of: $0, ofBlocks: ofBlocks) }
    case .expression(let expression): Self.children(of: expression)
    case .text(let literal): literal.pieces.flatMap(Self.children(of:))
    case .name: []
    }
  }

  private static func children(of statement: Statement, ofBlocks: Bool) -> [SyntaxNode] {
    switch statement.kind {
    case .bind(_, let pipeline), .pipeline(let pipeline), .return(.some(let pipeline)): [.pipeline(pipeline)]
    case .expect(let expression): [.expression(expression)]
    case .return(nil), .break, .continue: []
    case .define(let definition):
      ofBlocks ? nodes(of: definition.body) + definition.formals.compactMap(\.defaultValue).map(expression) : []
    }
  }

  private static func children(of pipeline: Pipeline, ofBlocks: Bool) -> [SyntaxNode] {
    let head: [SyntaxNode] =
      switch pipeline.head {
      case .form(let form): children(of: form)
      case .expression(let expression): [.expression(expression)]
      case .call(let call): [.call(call)]
      case .shell: []
      }
    return ofBlocks ? head + pipeline.calls.map(call) : head
  }

  private static func children(of form: Form) -> [SyntaxNode] {
    switch form.kind {
    case .if(let branches, let otherwise):
      branches.flatMap { [.expression($0.condition)] + nodes(of: $0.block) } + (otherwise.map(nodes(of:)) ?? [])
    case .for(_, let list, let block): [.expression(list)] + nodes(of: block)
    case .try(let block, _, let handler): nodes(of: block) + nodes(of: handler)
    case .retry(let count, let block): [.expression(count)] + nodes(of: block)
    }
  }

  private static func nodes(of block: Block) -> [SyntaxNode] { block.statements.map(statement) }

  private static func children(of argument: ArgumentSyntax, ofBlocks: Bool) -> [SyntaxNode] {
    switch argument.kind {
    case .positional(let value): [.expression(value)]
    case .parameter(let path, _, let value): names(in: path.value) + (value.map { [.expression($0)] } ?? [])
    case .option(_, let value): value.map { [.expression($0)] } ?? []
    case .block(let block): ofBlocks ? nodes(of: block) : []
    }
  }

  private static func children(of expression: Expression) -> [SyntaxNode] {
    switch expression.kind {
    case .word: []
    case .string(let literal), .file(let literal): [.text(literal)]
    case .range(let first, let last): names(in: first) + names(in: last)
    case .variable(let name, let steps): [.name(name)] + names(in: steps.map(\.value))
    case .job(_, let steps): names(in: steps.map(\.value))
    case .parenthesized(let pipeline, let steps): [.pipeline(pipeline)] + names(in: steps.map(\.value))
    case .list(let elements): elements.map(SyntaxNode.expression)
    case .record(let members): members.map { .expression($0.value) }
    case .not(let operand): [.expression(operand)]
    case .chain(let first, let links): [.expression(first)] + links.map { .expression($0.operand) }
    }
  }

  private static func children(of piece: StringLiteral.Piece) -> [SyntaxNode] {
    switch piece {
    case .text: []
    case .variable(let name, let steps, _): [.name(name)] + names(in: steps.map(\.value))
    case .pipeline(let pipeline, _): [.pipeline(pipeline)]
    }
  }

  private static func names(in bound: RangeBound) -> [SyntaxNode] {
    guard case .variable(let name, let steps) = bound else { return [] }
    return [.name(name)] + names(in: steps.map(\.value))
  }

  private static func names(in steps: [Step]) -> [SyntaxNode] {
    steps.flatMap { step -> [SyntaxNode] in
      switch step {
      case .field, .index, .all: []
      case .range(let first, let last): names(in: first) + names(in: last)
      case .variable(let name, let steps): [.name(name)] + names(in: steps)
      }
    }
  }
}
