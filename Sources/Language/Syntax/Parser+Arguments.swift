import Diagnostics

extension Parser {
  // value | parameter | option | block
  mutating func parseArgument(behind earlier: [ArgumentSyntax], of call: Located<String>) -> ArgumentSyntax? {
    let start = offset
    expectInnerParameter()
    switch current {
    case "{" where !startsRecord(at: offset) && !isEmptyRecord(at: offset):
      return parseBlockArgument(behind: earlier)
    case "-" where byte(offset + 1) == "-" || byte(offset + 1).isLetter:
      return parseOption()
    case _ where startsValue(at: offset):
      break
    default:
      if let sign = endOfParameterName(at: offset) { return parseParameterArgument(to: sign) }
      if takeLoneOperator(behind: earlier, of: call) { return nil }
    }
    let value = parseValue(.argument)
    notePositional(value.range)
    checkLabel(value)
    return ArgumentSyntax(kind: .positional(value), range: SourceRange(start, value.range.end))
  }

  @inline(never)
  private mutating func parseBlockArgument(behind earlier: [ArgumentSyntax]) -> ArgumentSyntax {
    let block = parseOwnBlock(of: "each", names: earlier.compactMap(\.word), isGiven: true)
    if let name = block.loneName, name.value.contains(",") {
      report(.alternativesOutsideText(text(block.range)), at: block.range)
    }
    if !isBoundary(at: offset) { reportTouching(from: block.range.start) }
    return ArgumentSyntax(kind: .block(block), range: block.range)
  }

  // option = "--" NAME [ "=" value ]  |  "-" LETTER
  @inline(never)
  private mutating func parseOption() -> ArgumentSyntax {
    let start = offset
    offset += byte(offset + 1) == "-" ? 2 : 1
    let isLong = offset == start + 2
    let nameStart = offset
    let name = isLong ? scanName(dashed: true) : scanLetter()
    if isAtEnd { expectOption(from: start) }
    mark(range(from: start), .option)
    var value: Expression?
    if let name, take("=") {
      noteArgument(option: name.value)
      if isAtEnd { expectValueAtEnd() }
      value = parseTouchingValue()
      if let value { notePositional(value.range) }
    }
    let end = value?.range.end ?? offset
    noteArgument(option: value == nil ? name?.value : nil)
    if !isBoundary(at: end) || name == nil {
      offset = end
      scanRun()
      report(.badOption(text(from: start), isLong: isLong), at: range(from: start))
      return ArgumentSyntax(
        kind: .option(name: name ?? Located("", range(from: nameStart)), value: nil), range: range(from: start))
    }
    return ArgumentSyntax(
      kind: .option(name: name ?? Located("", range(from: nameStart)), value: value), range: SourceRange(start, end))
  }

  private mutating func scanLetter() -> Located<String>? {
    let start = offset
    offset += 1
    return Located(text(from: start), range(from: start))
  }

  /// - Returns: the offset of the `=` or `:=` of the parameter that begins
  ///   at an offset; nil if none does.
  func endOfParameterName(at index: Int) -> Int? {
    guard byte(index).isNameStart else { return nil }
    var end = index
    while byte(end).isDashedNamePart { end += 1 }
    while true {
      switch byte(end) {
      case "=": return end
      case ":": return byte(end + 1) == "=" ? end : nil
      case "." where byte(end + 1).isNamePart:
        end += 1
        while byte(end).isDashedNamePart { end += 1 }
      case "[":
        guard let close = endOfBrackets(at: end) else { return nil }
        end = close
      default: return nil
      }
    }
  }

  // parameter = NAME steps ( "=" [ value ] | ":=" value )
  private mutating func parseParameterArgument(to sign: Int) -> ArgumentSyntax {
    let start = offset
    let name = scanName(dashed: true)
    var path = [Step.field(name?.value ?? "")]
    path += parseSteps(dashed: true).map(\.value)
    offset = sign
    let nameRange = SourceRange(start, sign)
    mark(nameRange, .parameterName)
    let isRaw = take(":")
    offset = sign + (isRaw ? 2 : 1)
    mark(SourceRange(sign, offset), .operator)
    enterParameter(nameRange)
    let value = parseParameterValue(of: nameRange, isRaw: isRaw)
    leaveParameter()
    return ArgumentSyntax(
      kind: .parameter(path: Located(path, nameRange), isRaw: isRaw, value: value),
      range: SourceRange(start, value?.range.end ?? sign + (isRaw ? 2 : 1)))
  }

  // [ value ]
  private mutating func parseParameterValue(of name: SourceRange, isRaw: Bool) -> Expression? {
    if isAtEnd { expectValueAtEnd() }
    if let value = parseTouchingValue() {
      checkListOfNumbers(value)
      return value
    }
    if isRaw {
      report(.missingRawValue(text(name)), at: SourceRange(name.start, offset), isIncomplete: false)
      return nil
    }
    return parseValueBehindBlanks(of: name)
  }

  /// The value that touches an `=`; nil if none does.
  private mutating func parseTouchingValue() -> Expression? {
    isBoundary(at: offset) ? nil : parseValue(.argument)
  }

  /// `seed= 7`, which is no empty parameter: that would be a guess.
  private mutating func parseValueBehindBlanks(of name: SourceRange) -> Expression? {
    let index = endOfBlanks(from: offset)
    guard startsPositional(at: index), !startsComment(at: index) || byte(index) != "#" else { return nil }
    let blanks = SourceRange(offset, index)
    offset = index
    let value = parseValue(.argument)
    report(
      .blankAroundSign(text(name), text(value.range)), at: SourceRange(name.start, value.range.end),
      edits: [.remove(blanks)])
    return value
  }

  /// Whether something that could be a value stands at an offset.
  func startsPositional(at index: Int) -> Bool {
    switch byte(index) {
    case "-": byte(index + 1).isDigit
    case "{", "&": false
    case "\"", "'", "$", "%", "@", "[", "(": true
    case let byte: byte.isWordPart && endOfParameterName(at: index) == nil
    }
  }

  /// `seed: 7`: the `:` of a record, where a parameter was meant.
  @inline(never)
  private mutating func checkLabel(_ value: Expression) {
    guard case .word(let word) = value.kind, word.hasSuffix(":"), word.utf8.dropLast().allSatisfy(\.isDashedNamePart),
      word.utf8.first?.isNameStart == true
    else { return }
    let index = endOfBlanks(from: offset)
    guard index > offset, startsPositional(at: index), byte(index) != "#" || !startsComment(at: index) else { return }
    offset = index
    let next = parseValue(.argument)
    report(
      .blankAroundSign(word.dropLast().description, text(next.range)), at: value.range.union(next.range),
      edits: [Edit(SourceRange(value.range.end - 1, index), "=")])
  }

  /// `seed=1,2`, where a list was meant.
  private mutating func checkListOfNumbers(_ value: Expression) {
    guard case .word(let word) = value.kind, word.contains(","),
      word.split(separator: ",", omittingEmptySubsequences: false).allSatisfy({ $0.isNumber })
    else { return }
    let list = word.split(separator: ",").joined(separator: ", ")
    report(.listWithoutBrackets(list), at: value.range, edits: [Edit(value.range, "[\(list)]")])
  }
}

extension ArgumentSyntax {
  /// The word that it is; nil if it is anything else.
  fileprivate var word: String? {
    if case .positional(let value) = kind, case .word(let word) = value.kind { word } else { nil }
  }
}

extension Block {
  /// The name of the call without arguments that is all of the block.
  fileprivate var loneName: Located<String>? {
    guard statements.count == 1, case .pipeline(let pipeline) = statements[0].kind, pipeline.calls.isEmpty,
      case .call(let call) = pipeline.head, call.arguments.isEmpty
    else { return nil }
    return call.name
  }
}

extension Diagnostic {
  fileprivate static func alternativesOutsideText(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "alternatives-outside-text", "alternatives must stand in a text, but '\(text.shortened)' is unquoted",
      help: "sweep … \"a \(text.shortened) bird\"")
  }

  fileprivate static func badOption(_ text: String, isLong: Bool) -> Diagnostic {
    let help = isLong ? "--some-name, or --some-name=value" : "one letter behind -, a whole name behind --"
    return Diagnostic(code: "bad-option", "unknown option '\(text.shortened)'", help: help)
  }

  fileprivate static func missingRawValue(_ name: String) -> Diagnostic {
    Diagnostic(code: "missing-value", "a value is missing", help: "JSON touches the sign: \(name.shortened):=null")
  }

  static func blankAroundSign(_ name: String, _ value: String) -> Diagnostic {
    Diagnostic(
      code: "blank-around-sign", "a parameter must be one word, but is divided by blanks",
      help: "no blanks around it: \(name.shortened)=\(value.shortened)")
  }

  fileprivate static func listWithoutBrackets(_ list: String) -> Diagnostic {
    Diagnostic(
      code: "list-without-brackets", "a list must stand in brackets", help: "as a list: [\(list.shortened)]")
  }
}
