import Diagnostics

/// Nothing is glued: values that touch are one value that lacks its quotes.
extension Parser {
  /// Reports what touches a value, which then stands for the whole.
  mutating func checkTouching(_ value: Expression, from start: Int, _ place: ValuePlace) -> Expression {
    guard !isBoundary(at: offset) else { return value }
    if place == .operand, symbol(at: offset) != nil || current == "!" || current == "=" { return value }
    if place == .operand, current == "{" {
      report(.missingBlank, at: SourceRange(start, offset + 1), edits: [.insert(" ", at: offset)])
      return value
    }
    reportTouching(from: start, value)
    return literal(range(from: start))
  }

  /// Reports a value that begins at `start` and all that touches it, and
  /// passes it.
  @inline(never)
  mutating func reportTouching(from start: Int, _ value: Expression? = nil) {
    let valueEnd = offset
    scanRun()
    let whole = range(from: start)
    if valueEnd == offset - 1, byte(valueEnd) == "&" {
      report(.touchingBackground, at: whole, edits: [.insert(" ", at: valueEnd)])
    } else if let edits = arithmeticEdits(from: valueEnd, to: offset) {
      report(
        .gluedArithmetic, at: whole,
        edits: [.insert("(", at: start)] + edits + [.insert(")", at: offset)])
    } else {
      let quoted = quoted(whole, value)
      report(.glued(text(whole), quoted), at: whole, edits: quoted.map { [Edit(whole, $0)] } ?? [])
    }
  }

  /// Blanks around the operators of `$w*2`; nil if it is no arithmetic.
  private func arithmeticEdits(from start: Int, to end: Int) -> [Edit]? {
    var edits: [Edit] = []
    var index = start
    while index < end {
      guard let (operation, length) = symbol(at: index) else { return nil }
      edits += [.insert(" ", at: index), .insert(" ", at: index + length)]
      let isPathLike = operation == .divide || operation == .minus
      guard let operand = endOfOperand(from: index + length, allowsVariable: !isPathLike) else { return nil }
      index = operand
    }
    return edits.isEmpty ? nil : edits
  }

  private func endOfOperand(from start: Int, allowsVariable: Bool) -> Int? {
    var end = start
    if allowsVariable, byte(end) == "$", byte(end + 1).isNameStart {
      end += 1
      while byte(end).isNamePart || byte(end) == "." { end += 1 }
    } else {
      while byte(end).isDigit || byte(end) == "." && byte(end + 1).isDigit { end += 1 }
    }
    return end > start ? end : nil
  }

  /// The whole as one text in quotes; nil if part of it cannot go into one.
  private func quoted(_ whole: SourceRange, _ value: Expression?) -> String? {
    switch value?.kind {
    case .variable(_, let steps) where !steps.isEmpty:
      guard let end = value?.range.end else { return nil }
      return "\"${\(text(SourceRange(whole.start + 1, end)))}\(escaped(SourceRange(end, whole.end)))\""
    case .parenthesized(_, let steps):
      return steps.isEmpty ? "\"$\(escaped(whole))\"" : nil
    case .list, .record, .job, .range:
      return nil
    default:
      let isFile = byte(whole.start) == "@"
      return (isFile ? "@" : "") + "\"\(escaped(SourceRange(whole.start + (isFile ? 1 : 0), whole.end)))\""
    }
  }

  /// What stands there as the inside of a `"…"` text: the quotes in it go,
  /// as another shell would have it.
  private func escaped(_ range: SourceRange) -> String {
    var result: [UInt8] = []
    var index = range.start
    while index < range.end {
      let byte = bytes[index]
      if byte == "\"", let end = endOfText(at: index), end <= range.end {
        result += bytes[index + 1..<end - 1]
        index = end
        continue
      }
      if byte == "\"" || byte == "\\" { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Diagnostic {
  fileprivate static func glued(_ text: String, _ quoted: String?) -> Diagnostic {
    Diagnostic(
      code: "glued-values", "values must not touch, but do in '\(text.shortened)'",
      help: "quote the whole" + (quoted.map { ": \($0.shortened)" } ?? ""))
  }

  fileprivate static var gluedArithmetic: Diagnostic {
    Diagnostic(
      code: gluedOperatorCode, "blanks are missing around an operator",
      help: "blanks around operators, and among arguments parentheses: ($a * 2)")
  }

  fileprivate static var missingBlank: Diagnostic {
    Diagnostic(code: "glued-block", "a blank is missing before '{'", help: "$x { … }")
  }

  fileprivate static var touchingBackground: Diagnostic {
    Diagnostic(
      code: "background-in-word", "& must have a blank before it, but touches a value", help: "in the background: … &")
  }
}
