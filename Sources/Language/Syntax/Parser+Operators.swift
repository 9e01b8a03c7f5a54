import Diagnostics
import JSON

extension Substring {
  var isNumber: Bool { JSONNumber(self) != nil }
}

/// Operators that stand alone among arguments, where they mean nothing.
extension Parser {
  private static let loneOperators: Set<String> = [
    "=", "==", "!=", "<", "<=", ">", ">=", ">>", "??", "+", "-", "*", "/", "+=", ":=", "=>", "->",
  ]

  /// The operator that a word is.
  func loneOperator(_ word: String) -> String? { Self.isLoneOperator(word) ? word : nil }

  static func isLoneOperator(_ word: String) -> Bool { loneOperators.contains(word) }

  private static let arithmetic: Set<String> = ["==", "!=", "<", "<=", ">", ">=", "??", "+", "-", "*", "/"]

  /// Reports an operator that stands here alone, and passes it.
  @inline(never)
  mutating func takeLoneOperator(behind earlier: [ArgumentSyntax], of call: Located<String>) -> Bool {
    let start = offset
    let end = endOfWord(from: start)
    guard end - start <= 2 || bytes[start] == ">" || bytes[start] == "=" else { return false }
    let word = text(SourceRange(start, end))
    if word.hasPrefix(">"), takeRedirection(word) { return true }
    if word.hasPrefix("="), takeDividedSign(behind: earlier, of: call) { return true }
    guard let operation = loneOperator(word) else { return false }
    offset = end
    let range = range(from: start)
    guard Self.arithmetic.contains(operation), let first = earlier.last else {
      report(.strayOperator(operation), at: range)
      return true
    }
    let last = endOfArithmetic(from: end)
    let whole = SourceRange(first.range.start, last)
    let isCondition = call.value == "where" && earlier.count == 1
    let (open, close) = isCondition ? ("{ ", " }") : ("(", ")")
    let edits: [Edit] = last == end ? [] : [.insert(open, at: whole.start), .insert(close, at: whole.end)]
    report(.operatorAmongArguments(operation, text(whole), isCondition: isCondition), at: range, edits: edits)
    offset = last
    return true
  }

  /// Where the operands and operators behind an operator end.
  private func endOfArithmetic(from operatorEnd: Int) -> Int {
    var end = operatorEnd
    while true {
      let operand = endOfBlanks(from: end)
      guard startsPositional(at: operand) else { return end }
      end = endOfRun(from: operand)
      let next = endOfBlanks(from: end)
      let nextEnd = endOfWord(from: next)
      guard nextEnd - next <= 2, Self.arithmetic.contains(text(SourceRange(next, nextEnd))) else { return end }
      guard startsPositional(at: endOfBlanks(from: nextEnd)) else { return end }
      end = nextEnd
    }
  }

  mutating func skipPlainBlanks() {
    while current.isBlank { offset += 1 }
  }

  /// `> hero.png`, `>hero.png`
  private mutating func takeRedirection(_ word: String) -> Bool {
    let start = offset
    let pathStart = endOfBlanks(from: start + word.prefix { $0 == ">" }.count)
    let end = endOfRun(from: pathStart)
    let path = text(SourceRange(pathStart, end))
    guard !path.isEmpty, path.first != "=", !path[...].isNumber, path.first != "$" else { return false }
    offset = end
    let bare = path.first == "@" ? path.dropFirst().description : path
    report(.redirection(bare), at: range(from: start), edits: [Edit(range(from: start), "| save \(bare)")])
    return true
  }

  /// `seed = 7`, `seed =7`
  private mutating func takeDividedSign(behind earlier: [ArgumentSyntax], of call: Located<String>) -> Bool {
    let sign = offset
    guard byte(sign + 1) != "=", let name = earlier.last, case .positional(let value) = name.kind,
      case .word(let word) = value.kind, word.utf8.allSatisfy(\.isDashedNamePart)
    else { return false }
    offset = sign + 1
    skipPlainBlanks()
    guard startsPositional(at: offset) else {
      report(.blankAroundSign(word, "…"), at: SourceRange(name.range.start, sign + 1))
      return true
    }
    let gap = SourceRange(name.range.end, offset)
    let given = parseValue(.argument)
    let whole = SourceRange(name.range.start, given.range.end)
    if call.value == "set", earlier.count == 1 {
      report(.setAsBinding(word, text(given.range)), at: whole, edits: [Edit(call.range, "let")])
    } else {
      report(.blankAroundSign(word, text(given.range)), at: whole, edits: [Edit(gap, "=")])
    }
    return true
  }
}

extension Diagnostic {
  fileprivate static func operatorAmongArguments(
    _ operation: String, _ whole: String, isCondition: Bool
  ) -> Diagnostic {
    Diagnostic(
      code: "operator-among-arguments", "unexpected operator '\(operation)' among arguments",
      help: isCondition
        ? "a condition stands in a block: where { \(whole.shortened) }"
        : "in parentheses: (\(whole.shortened)); as a text, in quotes")
  }

  static func redirection(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "shell-operator", "unexpected operator '>'", help: "to write a file: | save \(path.shortened)")
  }

  fileprivate static func setAsBinding(_ name: String, _ value: String) -> Diagnostic {
    Diagnostic(
      code: "assignment-without-let", "cannot bind '\(name.shortened)' without let",
      help: "to name a value: let \(name.shortened) = \(value.shortened); a setting: set \(name.shortened)=…")
  }
}
