import Diagnostics

/// Steps into a value; nothing stands between them.
extension Parser {
  // steps = { "." NAME | "[" ( INT | RANGE | VAR | NAME | STRING | "*" ) "]" }
  mutating func parseSteps(dashed: Bool = false) -> [Located<Step>] {
    var steps: [Located<Step>] = []
    while true {
      let start = offset
      if current == ".", offset + 1 == bytes.count { expectStep(from: offset + 1) }
      if current == ".", byte(offset + 1).isNamePart {
        steps.append(parseField(dashed: dashed))
      } else if current == "[", let step = parseIndex() {
        steps.append(Located(step, range(from: start)))
      } else if offset == start {
        return steps
      }
      if let step = steps.last { noteStep(step.value) }
    }
  }

  // "." NAME
  private mutating func parseField(dashed: Bool) -> Located<Step> {
    let start = offset
    offset += 1
    while dashed ? current.isDashedNamePart : current.isNamePart { offset += 1 }
    if isAtEnd { expectStep(from: start + 1) }
    return Located(.field(text(SourceRange(start + 1, offset))), range(from: start))
  }

  // "[" ( INT | RANGE | VAR | NAME | STRING | "*" ) "]"
  private mutating func parseIndex() -> Step? {
    let opener = offset
    return nested(UInt8(ascii: "]"), .parentheses) { parser in
      parser.offset += 1
      parser.skipPlainBlanks()
      if parser.current == "]" { parser.report(.missingIndex, at: SourceRange(opener, parser.offset + 1)) }
      let start = parser.offset
      if parser.isAtEnd { parser.expectIndex(from: start) }
      let step = parser.parseIndexContent()
      if parser.isAtEnd { parser.expectIndex(from: start) }
      parser.skipPlainBlanks()
      if parser.take("]") { return step }
      parser.closeIndex(opener)
      return step
    } ?? nil
  }

  private mutating func closeIndex(_ opener: Int) {
    scanRun()
    let culprit = SourceRange(opener + 1, offset)
    if take("]") {
      report(.badIndex(text(culprit)), at: culprit)
    } else {
      reportUnclosed(opener)
    }
  }

  // INT | RANGE | VAR | NAME | STRING | "*"
  private mutating func parseIndexContent() -> Step? {
    switch current {
    case "*":
      offset += 1
      return .all
    case "\"", "'":
      let name = parseString()
      if let literal = name.literal { return .field(literal) }
      report(.textInIndex, at: name.range)
      return nil
    case "$", "-", 0x30...0x39:
      return parseBound().map { lower in parseRangeStep(from: lower) }
    default:
      return scanName(dashed: true).map { .field($0.value) }
    }
  }

  // RANGE = bound ".." bound, each INT or VAR steps
  private mutating func parseRangeStep(from lower: RangeBound) -> Step {
    if current == ".", byte(offset + 1) == "." {
      let start = offset
      offset += 2
      if let upper = parseBound() { return .range(lower, upper) }
      offset = start
    }
    switch lower {
    case .number(let index): return .index(index)
    case .variable(let name, let steps): return .variable(name, steps.map(\.value))
    }
  }
}

extension Diagnostic {
  fileprivate static func badIndex(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "bad-index", "what stands in [ ] must be a number, a range, a name or *, but is '\(text.shortened)'",
      help: "[0], [-1], [1..2], [$i], [name] or [*]")
  }

  fileprivate static var missingIndex: Diagnostic {
    Diagnostic(
      code: "bad-index", "a number or a name is missing in [ ]", help: "[0], [-1], [1..2], [$i], [name] or [*]")
  }

  fileprivate static var textInIndex: Diagnostic {
    Diagnostic(
      code: "bad-index", "a name in [ ] must be plain, but holds a variable",
      help: "name it first: let key = \"…\", [$key]")
  }
}
