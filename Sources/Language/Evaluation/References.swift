package import Diagnostics

/// What a statement names, found in its tree alone: by this a session can be
/// cut down to the statements that led to a value.
package struct References: Sendable {
  /// `%` (nil) or `%3`, and where it stands, without its steps.
  package struct JobMention: Sendable, Hashable {
    package var number: Int?
    package var range: SourceRange
  }

  /// Every `$name` that stands in the statement and is not a name of its own
  /// making: what a `for`, an `each` or a `def` calls its items is left out.
  package private(set) var names: Set<String> = []
  /// What the statement may bind in the scope around it.
  package private(set) var bound: Set<String> = []
  /// The `def`s that it makes.
  package private(set) var defined: Set<String> = []
  /// Every call, the ones in blocks and `def`s too.
  package private(set) var calls: [CallSyntax] = []
  /// Every word that stands alone as a value: models and files are given so.
  package private(set) var words: Set<String> = []
  package private(set) var jobs: [JobMention] = []
  /// Whether `!command` stands in it, which no file may hold.
  package private(set) var startsProgram = false

  package init(of statement: Statement) { collect(.statement(statement), own: [], isScoped: false) }

  /// - Parameters:
  ///   - own: names that are bound by what stands around.
  ///   - isScoped: whether what is bound here stays here.
  private mutating func collect(_ node: SyntaxNode, own: Set<String>, isScoped: Bool) {
    switch node {
    case .statement(let statement): collect(statement, own: own, isScoped: isScoped)
    case .pipeline(let pipeline): collect(pipeline, own: own, isScoped: isScoped)
    case .call(let call): collect(call, own: own, isScoped: isScoped)
    case .expression(let expression): collect(expression, own: own, isScoped: isScoped)
    case .name(let name): if !own.contains(name), name != "in" { names.insert(name) }
    case .text: collectChildren(of: node, own: own, isScoped: isScoped)
    }
  }

  private mutating func collectChildren(of node: SyntaxNode, own: Set<String>, isScoped: Bool) {
    for child in node.children(ofBlocks: true) { collect(child, own: own, isScoped: isScoped) }
  }

  private mutating func collect(_ statement: Statement, own: Set<String>, isScoped: Bool) {
    switch statement.kind {
    case .define(let definition):
      if !isScoped { defined.insert(definition.name.value) }
      for formal in definition.formals {
        formal.defaultValue.map { collect(.expression($0), own: own, isScoped: true) }
      }
      collect(definition.body, own: own.union(definition.formals.map(\.name.value)), isScoped: true)
    case .bind(let name, _):
      if !isScoped { bound.insert(name.value) }
      collectChildren(of: .statement(statement), own: own, isScoped: isScoped)
    default: collectChildren(of: .statement(statement), own: own, isScoped: isScoped)
    }
  }

  private mutating func collect(_ pipeline: Pipeline, own: Set<String>, isScoped: Bool) {
    switch pipeline.head {
    case .form(let form): collect(form, own: own, isScoped: isScoped)
    case .call(let call): collect(.call(call), own: own, isScoped: isScoped)
    case .expression(let expression): collect(.expression(expression), own: own, isScoped: isScoped)
    case .shell: startsProgram = true
    }
    if pipeline.shell != nil { startsProgram = true }
    for call in pipeline.calls { collect(.call(call), own: own, isScoped: isScoped) }
  }

  private mutating func collect(_ form: Form, own: Set<String>, isScoped: Bool) {
    switch form.kind {
    case .if(let branches, let otherwise):
      for branch in branches {
        collect(.expression(branch.condition), own: own, isScoped: isScoped)
        collect(branch.block, own: own, isScoped: isScoped)
      }
      otherwise.map { collect($0, own: own, isScoped: isScoped) }
    case .for(let name, let list, let block):
      collect(.expression(list), own: own, isScoped: isScoped)
      if !isScoped { bound.insert(name.value) }
      collect(block, own: own.union([name.value]), isScoped: isScoped)
    case .try(let block, let name, let handler):
      collect(block, own: own, isScoped: isScoped)
      if let name, !isScoped { bound.insert(name.value) }
      collect(handler, own: name.map { own.union([$0.value]) } ?? own, isScoped: isScoped)
    case .retry(let count, let block):
      collect(.expression(count), own: own, isScoped: isScoped)
      collect(block, own: own, isScoped: isScoped)
    }
  }

  private mutating func collect(_ block: Block, own: Set<String>, isScoped: Bool) {
    for statement in block.statements { collect(statement, own: own, isScoped: isScoped) }
  }

  /// In `each style { … }` the word before the block names the item in it.
  private mutating func collect(_ call: CallSyntax, own: Set<String>, isScoped: Bool) {
    calls.append(call)
    for node in SyntaxNode.call(call).children(ofBlocks: false) { collect(node, own: own, isScoped: isScoped) }
    let items = call.arguments.compactMap { argument -> String? in
      guard case .positional(let value) = argument.kind, case .word(let word) = value.kind else { return nil }
      return word
    }
    for argument in call.arguments {
      if case .block(let block) = argument.kind { collect(block, own: own.union(items), isScoped: true) }
    }
  }

  private mutating func collect(_ expression: Expression, own: Set<String>, isScoped: Bool) {
    switch expression.kind {
    case .job(let number, _):
      let length = 1 + (number.map { String($0).utf8.count } ?? 0)
      let range = SourceRange(expression.range.start, expression.range.start + length)
      jobs.append(JobMention(number: number, range: range))
    case .word(let word): words.insert(word)
    default: break
    }
    collectChildren(of: .expression(expression), own: own, isScoped: isScoped)
  }
}
