import Diagnostics
import Language

/// How many rounds the `for`s of a statement have whose lists are known
/// before they run, so that a person is asked for all of them at once, as
/// for those of an `each`.
struct LoopRounds: Sendable {
  /// The blocks, each with how often it runs.
  private var blocks: [(range: SourceRange, count: Int)] = []

  /// - Parameter scope: knows the lists that have names.
  init(of statement: Statement, in scope: Scope) {
    var pending = [statement]
    while let statement = pending.popLast() {
      for pipeline in statement.pipelines { pending += add(pipeline, in: scope) }
    }
  }

  /// How often what stands at `range` runs: the rounds of all `for`s around
  /// it, multiplied.
  func count(around range: SourceRange) -> Int {
    blocks.reduce(1) { count, block in
      guard block.range.start <= range.start, range.end <= block.range.end else { return count }
      let (product, overflow) = count.multipliedReportingOverflow(by: block.count)
      return overflow ? .max : product
    }
  }

  /// - Returns: the statements in it.
  private mutating func add(_ pipeline: Pipeline, in scope: Scope) -> [Statement] {
    let inArguments = pipeline.allCalls.flatMap(\.blocks).flatMap(\.statements)
    switch pipeline.head {
    case .expression(let expression):
      guard case .parenthesized(let inner, _) = expression.kind else { return inArguments }
      return inArguments + add(inner, in: scope)
    case .form(let form):
      if case .for(_, let list, let block) = form.kind, let count = list.itemCount(in: scope), !block.mayBreak {
        blocks.append((block.range, max(1, count)))
      }
      return inArguments + form.blocks.flatMap(\.statements)
    case .call, .shell: return inArguments
    }
  }
}

extension Statement {
  fileprivate var pipelines: [Pipeline] {
    switch kind {
    case .bind(_, let pipeline), .pipeline(let pipeline), .return(.some(let pipeline)): [pipeline]
    case .expect, .return(nil), .break, .continue, .define: []
    }
  }
}

extension Pipeline {
  fileprivate var allCalls: [CallSyntax] { if case .call(let call) = head { [call] + calls } else { calls } }
}

extension CallSyntax {
  fileprivate var blocks: [Block] {
    arguments.compactMap { if case .block(let block) = $0.kind { block } else { nil } }
  }
}

extension Form {
  fileprivate var blocks: [Block] {
    switch kind {
    case .if(let branches, let otherwise): branches.map(\.block) + (otherwise.map { [$0] } ?? [])
    case .for(_, _, let block), .retry(_, let block): [block]
    case .try(let block, _, let handler): [block, handler]
    }
  }
}

extension Block {
  /// Whether a round of it may be the last: `for i in 1..9 { … break }` asks
  /// for what it comes to.
  fileprivate var mayBreak: Bool {
    var pending = statements
    while let statement = pending.popLast() {
      if case .break = statement.kind { return true }
      for case .form(let form) in statement.pipelines.map(\.head) {
        if case .for = form.kind { continue }
        pending += form.blocks.flatMap(\.statements)
      }
    }
    return false
  }
}

extension Expression {
  /// How many items the list has; nil if that is not known.
  fileprivate func itemCount(in scope: Scope) -> Int? {
    switch kind {
    case .list(let items): items.count
    case .range(.number(let first), .number(let last)):
      last < first ? 0 : last.subtractingReportingOverflow(first).partialValue.addingReportingOverflow(1).partialValue
    case .variable(let name, let steps): steps.isEmpty ? scope[name]?.items?.count : nil
    default: nil
    }
  }
}
