import Diagnostics
import JSON

extension ProgramCheck {
  /// Goes down a path.
  /// - Returns: what is at its end; `.anything` where it leads nowhere, which
  ///   is reported.
  mutating func visit(_ steps: ArraySlice<Located<Step>>, of start: Shape) -> Shape {
    var shape = start
    var rest = steps
    while let step = rest.popFirst() {
      if case .all = step.value { return visitAll(rest, of: shape, at: step.range) }
      switch visit(step.value, of: shape, at: step.range) {
      case .success(let next): shape = next
      case .failure(let diagnostic):
        report(diagnostic, at: step.range)
        shape = .anything
      }
    }
    return shape
  }

  private mutating func visitAll(_ rest: ArraySlice<Located<Step>>, of shape: Shape, at range: SourceRange) -> Shape {
    guard let items = shape.items else {
      let described = shape.kindName?.withArticle ?? "a value"
      report(.notListed(described, "[*]"), at: range)
      return .anything
    }
    return .list(of: visit(rest, of: items.shape), count: items.count)
  }

  private mutating func visit(_ step: Step, of shape: Shape, at range: SourceRange) -> Result<Shape, Diagnostic> {
    switch step {
    case .field(let name): return shape.field(name)
    case .index(let index): return shape.item(index)
    case .range(let first, let last):
      let first = visit(first, at: range)
      return shape.slice(from: first, through: visit(last, at: range))
    case .variable(let name, let steps):
      let key = visit(steps.map { Located($0, range) }[...], of: use(name, at: range))
      if case .data(.string(let name))? = key.value { return shape.field(name) }
      if let index = key.value?.json.int { return shape.item(index) }
      return .success(shape.items?.shape ?? .anything)
    case .all: return .success(shape)
    }
  }

  /// A step in the name of a parameter: the names in it are used. Steps nest
  /// in brackets only, which the parser bounds.
  mutating func visit(_ step: Step, at range: SourceRange) { _ = visit(step, of: .anything, at: range) }
}
