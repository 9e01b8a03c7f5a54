import FalProtocol
import Language

extension Expression {
  /// Whether its value can be known only when models have run.
  func hangsOnResults(in scope: Scope) -> Bool {
    switch kind {
    case .variable(let name, _): scope[name]?.isStandIn == true
    case .job: true
    case .parenthesized(let pipeline, _): pipeline.hangsOnResults(in: scope)
    case .list(let items): items.contains { $0.hangsOnResults(in: scope) }
    case .record(let members): members.contains { $0.value.hangsOnResults(in: scope) }
    case .not(let operand): operand.hangsOnResults(in: scope)
    case .chain(let first, let links):
      first.hangsOnResults(in: scope) || links.contains { $0.operand.hangsOnResults(in: scope) }
    case .string(let text): text.pieces.contains { $0.hangsOnResults(in: scope) }
    case .word, .range, .file: false
    }
  }
}

extension StringLiteral.Piece {
  fileprivate func hangsOnResults(in scope: Scope) -> Bool {
    switch self {
    case .text: false
    case .variable(let name, _, _): scope[name]?.isStandIn == true
    case .pipeline(let pipeline, _): pipeline.hangsOnResults(in: scope)
    }
  }
}

extension Pipeline {
  /// How many results there are is known before they are there.
  fileprivate func hangsOnResults(in scope: Scope) -> Bool {
    if calls.last?.name.value == "count" { return false }
    switch head {
    case .call(let call): return call.hangsOnResults(in: scope)
    case .expression(let expression): return expression.hangsOnResults(in: scope)
    case .form, .shell: return true
    }
  }
}

extension CallSyntax {
  fileprivate func hangsOnResults(in scope: Scope) -> Bool {
    if name.value == "count" { return false }
    if EndpointID.looksLikeOne(name.value) || ["gen", "ask", "again"].contains(name.value) { return true }
    return arguments.contains { argument in
      switch argument.kind {
      case .positional(let value): value.hangsOnResults(in: scope)
      case .parameter(_, _, let value), .option(_, let value): value?.hangsOnResults(in: scope) == true
      case .block: false
      }
    }
  }
}

extension Program {
  /// The program without its `expect`s: stand-ins meet none.
  var withoutExpectations: Program {
    Program(parameters: parameters, statements: statements.withoutExpectations, comments: comments)
  }
}

extension [Statement] {
  fileprivate var withoutExpectations: [Statement] {
    compactMap { statement in
      var statement = statement
      switch statement.kind {
      case .expect: return nil
      case .pipeline(let pipeline): statement.kind = .pipeline(pipeline.withoutExpectations)
      case .bind(let name, let pipeline): statement.kind = .bind(name: name, pipeline.withoutExpectations)
      case .define(var definition):
        definition.body.statements = definition.body.statements.withoutExpectations
        statement.kind = .define(definition)
      case .return, .break, .continue: break
      }
      return statement
    }
  }
}

extension Pipeline {
  fileprivate var withoutExpectations: Pipeline {
    var copy = self
    if case .form(var form) = head {
      form.kind = form.kind.withoutExpectations
      copy.head = .form(form)
    }
    copy.calls = calls.map(\.withoutExpectations)
    return copy
  }
}

extension CallSyntax {
  fileprivate var withoutExpectations: CallSyntax {
    var copy = self
    copy.arguments = arguments.map { argument in
      guard case .block(let block) = argument.kind else { return argument }
      var argument = argument
      argument.kind = .block(block.withoutExpectations)
      return argument
    }
    return copy
  }
}

extension Form.Kind {
  fileprivate var withoutExpectations: Form.Kind {
    switch self {
    case .if(let branches, let otherwise):
      .if(branches.map(\.withoutExpectations), otherwise: otherwise?.withoutExpectations)
    case .for(let name, let list, let block): .for(name: name, in: list, block.withoutExpectations)
    case .try(let block, let name, let handler):
      .try(block.withoutExpectations, name: name, catch: handler.withoutExpectations)
    case .retry(let count, let block): .retry(count: count, block.withoutExpectations)
    }
  }
}

extension Form.Branch {
  fileprivate var withoutExpectations: Form.Branch {
    var copy = self
    copy.block = block.withoutExpectations
    return copy
  }
}

extension Block {
  fileprivate var withoutExpectations: Block {
    var copy = self
    copy.statements = statements.withoutExpectations
    return copy
  }
}
