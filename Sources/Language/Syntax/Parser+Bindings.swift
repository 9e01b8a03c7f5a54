import Diagnostics

extension Parser {
  // "let" NAME "=" pipeline [ "&" ]
  mutating func parseBinding() -> Statement.Kind {
    let start = offset
    _ = take(.let)
    skipBlanks()
    let name = parseBoundName()
    mark(name.range, .variable)
    skipBlanks()
    let sign = offset
    guard take("=") else {
      report(.missingSign(name.value), at: missingRange, isIncomplete: isAtEnd)
      return .bind(name: name, emptyPipeline)
    }
    mark(range(from: sign), .operator)
    skipBlankLines()
    let value = parseBoundPipeline(from: start)
    noteName(name.value, of: value.range)
    return .bind(name: name, value)
  }

  private mutating func parseBoundPipeline(from start: Int) -> Pipeline {
    if isAtEnd {
      expectCall()
      report(.missingBoundValue, at: SourceRange(start, offset), isIncomplete: true)
      return emptyPipeline
    }
    return parsePipeline(allowsBackground: true)
  }

  /// NAME, behind `let`.
  private mutating func parseBoundName() -> Located<String> {
    let start = offset
    let hasDollar = take("$")
    let name = scanName()
    let isWhole = name != nil && (isBoundary(at: offset) || current == "=")
    if !isWhole { while !isBoundary(at: offset), current != "=" { offset += 1 } }
    let whole = range(from: start)
    if hasDollar, isWhole {
      let bare = name?.value.shortened ?? ""
      report(
        .boundDollar(bare, use: "to name a value: let \(bare) = …"), at: whole,
        edits: [.remove(SourceRange(start, start + 1))])
    } else if whole.isEmpty {
      report(.missingName, at: missingRange, isIncomplete: isAtEnd)
    } else if !isWhole {
      report(.badName(text(whole)), at: whole)
    } else if name?.value == "in" {
      report(.boundInput, at: whole)
    }
    return name ?? Located(text(whole), whole)
  }

  /// `x = 5`, `x=5` and `$x = 5`, which are bindings without their `let`.
  /// - Returns: nil if nothing of the kind stands here.
  mutating func parseAssignment() -> Statement.Kind? {
    let start = offset
    let nameStart = current == "$" ? start + 1 : start
    guard byte(nameStart).isNameStart else { return nil }
    var nameEnd = nameStart
    while byte(nameEnd).isNamePart { nameEnd += 1 }
    var sign = nameEnd
    while byte(sign).isBlank { sign += 1 }
    guard byte(sign) == "=", byte(sign + 1) != "=", sign == nameEnd || isBoundary(at: sign + 1) else { return nil }
    let name = Located(text(SourceRange(nameStart, nameEnd)), SourceRange(nameStart, nameEnd))
    offset = sign + 1
    let hasGap = byte(sign + 1).isBlank
    let edit = Edit(SourceRange(start, sign + 1), "let \(name.value) =" + (hasGap ? "" : " "))
    report(.assignment(name.value), at: range(from: start), edits: [edit])
    skipBlankLines()
    if isAtEnd { expectNothing() }
    return .bind(name: name, parseBoundPipeline(from: start))
  }

  /// Where something is missing: the next byte, or the end of the text.
  var missingRange: SourceRange {
    isAtEnd || current == "\n" ? SourceRange(at: offset) : SourceRange(offset, offset + 1)
  }

  /// Stands where a pipeline is missing.
  var emptyPipeline: Pipeline {
    let range = SourceRange(at: offset)
    return Pipeline(
      head: .expression(Expression(.word(""), range)), calls: [], shell: nil, isBackground: false, range: range)
  }
}

extension Diagnostic {
  static func badName(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "bad-name", "a name must be letters, digits and _, but is '\(name.shortened)'",
      help: name.utf8.allSatisfy { $0 < 0x80 } ? "it begins with a letter or _" : "letters are a to z")
  }

  static var missingName: Diagnostic {
    Diagnostic(code: "missing-name", "a name is missing", help: "letters, digits and _")
  }

  fileprivate static func missingSign(_ name: String) -> Diagnostic {
    Diagnostic(code: "missing-sign", "'=' is missing", help: "to name a value: let \(name.isEmpty ? "x" : name) = …")
  }

  fileprivate static var missingBoundValue: Diagnostic {
    Diagnostic(code: "missing-value", "a value is missing", help: "it stands behind the =")
  }

  /// - Parameter use: how it is written.
  static func boundDollar(_ name: String, use: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "bound-dollar", "a name that is bound must be without $, but is '$\(name.shortened)'",
      help: use ?? "without it: \(name.shortened)")
  }

  fileprivate static var boundInput: Diagnostic {
    Diagnostic(code: "bound-input", "cannot bind in: $in is what is piped in", help: "take another name")
  }

  fileprivate static func assignment(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "assignment-without-let", "cannot bind '\(name.shortened)' without let",
      help: "to name a value: let \(name.shortened) = …")
  }
}
