import Diagnostics

extension Formatter {
  mutating func write(_ expression: Expression) {
    switch expression.kind {
    case .word, .string, .file:
      token(to: expression.range.end)
    case .range, .variable, .job:
      compactToken(to: expression.range.end)
    case .parenthesized(let pipeline, _):
      brackets { $0.write(pipeline) }
      compactToken(to: expression.range.end)
    case .list(let elements):
      write(elements)
    case .record(let pairs):
      write(pairs)
    case .not(let value):
      keyword(.not)
      write(value)
    case .chain(let first, let links):
      write(first)
      for link in links {
        gap()
        token(to: link.operation.range.end)
        gap()
        write(link.operand)
      }
    }
  }

  private mutating func write(_ elements: [Expression]) {
    brackets(isEmpty: elements.isEmpty) { formatter in
      for (index, element) in elements.enumerated() {
        if index > 0 { formatter.separator(",") }
        formatter.write(element)
      }
    }
  }

  private mutating func write(_ pairs: [(key: Located<String>, value: Expression)]) {
    brackets(isEmpty: pairs.isEmpty) { formatter in
      for (index, pair) in pairs.enumerated() {
        if index > 0 { formatter.separator(",") }
        formatter.token(to: pair.key.range.end)
        formatter.separator(":")
        formatter.write(pair.value)
      }
    }
  }
}
