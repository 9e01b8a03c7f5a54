import Diagnostics

extension Parser {
  // call = WORD { value | parameter | option | block }
  mutating func parseCall(isPiped: Bool) -> CallSyntax {
    let start = offset
    let word = scanWord()
    let name = Located(text(word), word)
    expectCallName(word, isPiped: isPiped)
    mark(word, bytes[word.start..<word.end].contains { $0 == "/" } ? .model : .command)
    enterCall(name, isPiped: isPiped)
    defer { leaveCall() }
    if checkName(name) {
      skipStatement()
      return CallSyntax(name: name, arguments: [], range: range(from: start))
    }
    let arguments = parseArguments(of: name)
    checkLooks(of: name)
    let end = arguments.last?.range.end ?? word.end
    return CallSyntax(name: name, arguments: arguments, range: SourceRange(start, end))
  }

  // { value | parameter | option | block }
  private mutating func parseArguments(of call: Located<String>) -> [ArgumentSyntax] {
    var arguments: [ArgumentSyntax] = []
    while true {
      skipToArgument()
      if isAtEnd { expectArgument() }
      guard !isAtCallEnd else { return arguments }
      let start = offset
      if let argument = parseArgument(behind: arguments, of: call) { arguments.append(argument) }
      if offset == start { offset += 1 }
    }
  }

  /// Passes blanks, and a newline behind a comma.
  private mutating func skipToArgument() {
    let end = offset
    skipBlanks()
    guard byte(end - 1) == ",", isAtEnd || current == "\n" else { return }
    skipBlankLines()
    if isAtEnd { report(.openComma, at: SourceRange(end - 1, end), isIncomplete: true) }
  }

  private var isAtCallEnd: Bool {
    switch current {
    case "\n", ";", "|", ")", "}", "]": true
    case "&": isBoundary(at: offset + 1) || byte(offset + 1) == "&" && isBoundary(at: offset + 2)
    default: isAtEnd
    }
  }

  /// What touches the name of a call.
  /// - Returns: whether the call cannot be read.
  @inline(never)
  private mutating func checkName(_ name: Located<String>) -> Bool {
    let start = name.range.start
    if let operation = loneOperator(name.value) {
      report(.strayOperator(operation), at: name.range)
      return false
    }
    guard !isBoundary(at: offset) || holdsVariable(name.range) || holdsHiddenBlank(name.range) else { return false }
    if current == "{" {
      report(.blockTouches(name.value), at: SourceRange(start, offset + 1), edits: [.insert(" ", at: offset)])
      return false
    }
    if current == "(", let edits = editsWithoutParentheses() {
      let end = endOfBrackets(at: offset) ?? offset
      report(.parenthesizedArguments(name.value), at: SourceRange(start, end), edits: edits)
      offset = end
      return false
    }
    scanRun()
    report(.gluedName(text(from: start)), at: range(from: start))
    return true
  }

  /// `animate("left", 2)` as `animate "left" 2`.
  private func editsWithoutParentheses() -> [Edit]? {
    guard let end = endOfBrackets(at: offset) else { return nil }
    let isEmpty = bytes[offset + 1..<end - 1].allSatisfy(\.isBlank)
    var edits = [Edit(SourceRange(offset, offset + 1), isEmpty ? "" : " ")]
    var index = offset + 1
    while index < end - 1 {
      if bytes[index] == "," { edits.append(.remove(SourceRange(index, index + 1))) }
      let next = bytes[index] == "\"" || bytes[index] == "'" ? endOfText(at: index) : endOfBrackets(at: index)
      index = next ?? index + 1
    }
    return edits + [.remove(SourceRange(end - 1, end))]
  }

  /// A path or the page of a model as the name of a call.
  @inline(never)
  private mutating func checkLooks(of name: Located<String>) {
    let text = name.value
    if let model = text.modelOfPage {
      report(.pageAsCommand(model), at: name.range, edits: [Edit(name.range, model)])
    } else if text.isURL {
      report(.pathAsCommand(help: "a file is marked with @: upload @\(text.shortened)"), at: name.range)
    } else if text.looksLikePath, text.hasSuffix(".sh") {
      report(.pathAsCommand(help: "to make something: gen"), at: name.range, edits: [Edit(name.range, "gen")])
    } else if text.looksLikePath {
      let help = text.hasSuffix(".fal") ? "source \(text.shortened)" : "open @\(text.shortened)"
      report(.pathAsCommand(help: help), at: name.range)
    }
  }
}

extension Diagnostic {
  static func strayOperator(_ operation: String) -> Diagnostic {
    Diagnostic(
      code: "stray-operator", "unexpected operator '\(operation)'", help: "as a text, in quotes: \"\(operation)\"")
  }

  fileprivate static var openComma: Diagnostic {
    Diagnostic(
      code: "open-line", "the line ends in a comma, but nothing follows", help: "the rest goes on the next line")
  }

  fileprivate static func blockTouches(_ name: String) -> Diagnostic {
    Diagnostic(code: "glued-block", "a blank is missing before '{'", help: "\(name.shortened) { … }")
  }

  fileprivate static func parenthesizedArguments(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "parenthesized-arguments", "arguments must be divided by blanks, but stand in parentheses",
      help: "no parentheses: \(name.shortened) \"…\"")
  }

  fileprivate static func gluedName(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "glued-name", "the name of a command must be one word, but is '\(name.shortened)'",
      help: "arguments follow it after a blank")
  }

  fileprivate static func pageAsCommand(_ model: String) -> Diagnostic {
    Diagnostic(code: "page-as-command", "a page is no command", help: "the model: \(model.shortened)")
  }

  fileprivate static func pathAsCommand(help: String) -> Diagnostic {
    Diagnostic(code: "path-as-command", "a path is no command", help: help)
  }
}
