import Diagnostics

extension Parser {
  private static let parameterTypes = ["text", "int", "number", "bool", "file", "list", "record"]

  // param = "param" NAME [ ":" NAME ] [ "=" value ]
  mutating func parseParameter(isFirst: Bool) {
    let start = offset
    _ = take(.param)
    let keyword = range(from: start)
    if !dialect.allowsParameters {
      report(.parameterOutsideFile, at: keyword)
    } else if !isFirst {
      report(.lateParameter, at: keyword)
    }
    skipBlanks()
    guard let name = scanName() else {
      report(.missingName, at: missingRange, isIncomplete: isAtEnd)
      return skipStatement()
    }
    mark(name.range, .variable)
    let nameEnd = offset
    let type = parseParameterType()
    let defaultValue = parseDefault()
    let end = defaultValue?.range.end ?? type?.range.end ?? nameEnd
    noteName(name.value, of: defaultValue?.range)
    let narration = narration(of: start, inside: defaultValue?.range)
    parameters.append(
      ParameterDeclaration(
        name: name, type: type, defaultValue: defaultValue, narration: narration, range: SourceRange(start, end)))
  }

  // [ ":" NAME ]
  private mutating func parseParameterType() -> Located<String>? {
    skipBlanks()
    guard take(":") else { return nil }
    skipBlanks()
    guard let type = scanName() else {
      report(.missingType(Self.parameterTypes), at: missingRange, isIncomplete: isAtEnd)
      return nil
    }
    mark(type.range, .keyword)
    if !Self.parameterTypes.contains(type.value) {
      report(.unknownType(type.value, Self.parameterTypes), at: type.range)
    }
    return type
  }

  // [ "=" value ]
  private mutating func parseDefault() -> Expression? {
    skipBlanks()
    let sign = offset
    guard take("=") else { return nil }
    mark(range(from: sign), .operator)
    skipBlankLines()
    return parseValue(.element)
  }

  // "def" WORD [ "(" [ formal { "," formal } ] ")" ] block
  mutating func parseDefinition() -> Definition {
    let start = offset
    _ = take(.def)
    skipBlanks()
    let name = parseDefinedName()
    skipBlanks()
    let opening = offset
    let formals = current == "(" ? nested(UInt8(ascii: ")"), .elements) { $0.parseFormals() } ?? [] : []
    let list = range(from: opening)
    noteDefinition(name.value, formals)
    let body = parseOwnBlock(of: "def", names: formals.map(\.name.value), isGiven: false)
    let narration = narration(of: start, inside: body.range, besides: list)
    return Definition(name: name, formals: formals, body: body, narration: narration)
  }

  private mutating func parseDefinedName() -> Located<String> {
    let keyword = keyword(at: offset)
    let name = scanWord()
    mark(name, .command)
    if name.isEmpty {
      report(.missingName, at: missingRange, isIncomplete: isAtEnd)
    } else if let keyword {
      report(.takenName(keyword.rawValue), at: name)
    } else if !isNameOfCommand(name) {
      report(.badCommandName(text(name)), at: name)
    }
    return Located(text(name), name)
  }

  /// Anything else could not be called: it would be read as a value.
  private func isNameOfCommand(_ name: SourceRange) -> Bool {
    let first = byte(name.start)
    return (first.isNameStart || first >= 0x80) && !bytes[name.start..<name.end].contains { $0 == "$" || $0 == "=" }
  }

  // "(" [ formal { "," formal } ] ")"
  private mutating func parseFormals() -> [Definition.Formal] {
    let opener = offset
    offset += 1
    var formals: [Definition.Formal] = []
    while true {
      skipBlanks()
      if take(")") { return formals }
      if isAtEnd || current == "{" || current == "\n" { break }
      if let formal = parseFormal() { formals.append(formal) }
      skipBlanks()
      if !take(","), current != ")", !isAtEnd { reportMissingComma() }
    }
    reportUnclosed(opener)
    return formals
  }

  // formal = NAME [ "=" value ]
  private mutating func parseFormal() -> Definition.Formal? {
    let start = offset
    let hasDollar = take("$")
    guard let name = scanName(), isBoundary(at: offset) || current == "=" else {
      scanRun()
      if offset == start { offset += 1 }
      report(.badName(text(from: start)), at: range(from: start))
      return nil
    }
    if hasDollar {
      report(.boundDollar(name.value), at: range(from: start), edits: [.remove(SourceRange(start, start + 1))])
    }
    mark(name.range, .variable)
    return Definition.Formal(name: name, defaultValue: parseDefault())
  }

  private mutating func reportMissingComma() {
    let start = offset
    scanRun()
    if offset == start { offset += 1 }
    report(.missingComma, at: range(from: start), edits: [.insert(",", at: startOfBlanks(before: start))])
    offset = start + (byte(start).isNamePart ? 0 : 1)
  }
}

extension Parser.Layout {
  /// In lists, records and the names of a `def`.
  static var elements: Self { Self(newlineIsBlank: true, commaEndsWord: true) }
  static var parentheses: Self { Self(newlineIsBlank: true) }
  static var block: Self { Self() }
}

extension Diagnostic {
  fileprivate static var parameterOutsideFile: Diagnostic {
    Diagnostic(code: "param-outside-file", "param must stand in a file", help: "to name a value: let x = …")
  }

  fileprivate static var lateParameter: Diagnostic {
    Diagnostic(code: "late-param", "param must stand before anything else", help: "put it at the top of the file")
  }

  fileprivate static func missingType(_ types: [String]) -> Diagnostic {
    Diagnostic(code: "missing-type", "a type is missing", help: types.joined(separator: " "))
  }

  fileprivate static func unknownType(_ type: String, _ types: [String]) -> Diagnostic {
    let help = type.nearest(among: types).map { "did you mean '\($0)'?" } ?? types.joined(separator: " ")
    return Diagnostic(code: "unknown-type", "unknown type '\(type.shortened)'", help: help)
  }

  fileprivate static func takenName(_ name: String) -> Diagnostic {
    Diagnostic(code: "taken-name", "cannot define \(name): it is a word of the language", help: "take another name")
  }

  fileprivate static func badCommandName(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "bad-name", "the name of a command must begin with a letter, but is '\(name.shortened)'",
      help: "letters, digits, _ and -")
  }
}
