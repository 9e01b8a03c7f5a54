import Diagnostics

extension Parser {
  // pipeline = ( form | expression | call ) { "|" call } [ "|" SHELL ]  |  SHELL
  mutating func parsePipeline(allowsBackground: Bool) -> Pipeline {
    let start = offset
    let head = parseHead()
    var pipeline = Pipeline(
      head: head, calls: [], shell: nil, isBackground: false, range: SourceRange(start, head.range.end))
    while pipeline.shell == nil, takePipe() { parseStage(of: &pipeline) }
    checkLastWord(of: pipeline)
    takeBackground(of: &pipeline, isAllowed: allowsBackground)
    return pipeline
  }

  // form | expression | call | SHELL
  private mutating func parseHead() -> Pipeline.Head {
    switch current {
    case "!" where byte(offset + 1) != "=": return .shell(parseShell())
    case "|": return skipLonePipe()
    case "{" where !startsRecord(at: offset) && !isEmptyRecord(at: offset): return skipLoneBlock()
    default: break
    }
    let keyword = keyword(at: offset)
    if keyword?.opensForm == true { return .form(parseForm()) }
    if keyword?.opensExpression == true || startsValue || startsArithmetic { return .expression(parseExpression()) }
    if isAtEnd { expectCall() }
    guard current.isWordPart else {
      report(.missingPipeline, at: missingRange, isIncomplete: isAtEnd)
      return emptyPipeline.head
    }
    return .call(parseCall(isPiped: false))
  }

  /// Whether a value begins here that is no plain word.
  var startsValue: Bool {
    switch current {
    case "$", "%", "@", "\"", "'", "[", "(", "{": true
    case "-", 0x30...0x39: endOfNumberOrRange(at: offset) != nil
    case 0x80...: startsTypographicText
    default: false
    }
  }

  /// Moves behind the `|` of the next stage.
  private mutating func takePipe() -> Bool {
    skipBlanks()
    if dialect.continuesAtPipe, current == "\n", pipeStartsNextLine { skipBlankLines() }
    let start = offset
    guard take("|") else { return false }
    mark(range(from: start), .operator)
    if take("|") { report(.alternative, at: range(from: start)) }
    skipBlankLines()
    return true
  }

  /// Whether the next line that is not empty starts with `|`.
  private var pipeStartsNextLine: Bool {
    var index = offset
    while index < bytes.count {
      switch bytes[index] {
      case "\n", " ", "\t", "\r": index += 1
      case "#" where startsComment(at: index): index = endOfLine(from: index)
      case let byte: return byte == "|"
      }
    }
    return false
  }

  // "|" call  |  "|" SHELL
  private mutating func parseStage(of pipeline: inout Pipeline) {
    let start = offset
    if isAtEnd { expectCall() }
    if current == "!" {
      let shell = parseShell()
      pipeline.shell = shell
      pipeline.range.end = shell.range.end
    } else if startsValue || keyword(at: offset)?.opensForm == true {
      skipStageWithoutCall()
    } else if current.isWordPart {
      let call = parseCall(isPiped: true)
      checkStage(call)
      pipeline.calls.append(call)
      pipeline.range.end = call.range.end
    } else {
      report(.missingStage, at: isAtEnd ? SourceRange(start - 1, start) : missingRange, isIncomplete: isAtEnd)
    }
  }

  private mutating func skipStageWithoutCall() {
    let start = offset
    let isForm = keyword(at: offset)?.opensForm == true
    let end = isForm ? parseForm().range.end : parseExpression().range.end
    report(.stageWithoutCall, at: SourceRange(start, end))
  }

  /// `| out/hero.png` means to write a file.
  private mutating func checkStage(_ call: CallSyntax) {
    guard call.arguments.isEmpty, call.name.value.looksLikeFile else { return }
    report(.stageIsFile(call.name.value), at: call.name.range, edits: [.insert("save ", at: call.name.range.start)])
  }

  // SHELL = "!" and the rest of the line, at the prompt only
  private mutating func parseShell() -> Located<String> {
    let start = offset
    offset = endOfLine(from: start)
    if byte(offset - 1) == "\r" { offset -= 1 }
    let whole = range(from: start)
    mark(whole, .shell)
    if isAtEnd { expectNothing() }
    if !dialect.allowsShell {
      report(.shellInFile, at: whole)
    } else if bytes[start + 1..<whole.end].allSatisfy(\.isBlank) {
      report(.missingShell, at: whole)
    }
    return Located(text(SourceRange(start + 1, whole.end)), whole)
  }

  /// `| save`, with nothing before the pipe.
  private mutating func skipLonePipe() -> Pipeline.Head {
    report(.nothingPiped, at: SourceRange(offset, offset + 1), edits: [.insert("% ", at: offset)])
    return emptyPipeline.head
  }

  private mutating func skipLoneBlock() -> Pipeline.Head {
    report(.loneBlock, at: SourceRange(offset, offset + 1))
    let block = parseBlock(of: "each")
    return .expression(Expression(.word(""), block.range))
  }

  // [ "&" ]
  private mutating func takeBackground(of pipeline: inout Pipeline, isAllowed: Bool) {
    skipBlanks()
    guard current == "&", isBoundary(at: offset + 1) else { return }
    let sign = SourceRange(offset, offset + 1)
    offset += 1
    mark(sign, .operator)
    skipBlanks()
    if !isAllowed {
      report(.backgroundInside, at: sign)
    } else if !isAtStatementEnd {
      report(.backgroundBetween, at: sign, edits: [.insert(";", at: sign.end)])
      hasEndedStatement = true
    }
    pipeline.isBackground = true
    pipeline.range.end = sign.end
  }

  /// `seed=7&`: is the sign meant, or is it part of the word?
  private mutating func checkLastWord(of pipeline: Pipeline) {
    guard byte(pipeline.range.end - 1) == "&", isAtStatementEnd, let call = pipeline.lastCall else { return }
    let word = call.arguments.last?.range ?? call.name.range
    guard word.end == pipeline.range.end, call.arguments.last?.isUnquoted ?? true, word.end - word.start > 1 else {
      return
    }
    report(.backgroundInWord(text(word)), at: word, edits: [.insert(" ", at: word.end - 1)])
  }
}

extension Pipeline {
  fileprivate var lastCall: CallSyntax? {
    guard shell == nil else { return nil }
    if let last = calls.last { return last }
    if case .call(let call) = head { return call }
    return nil
  }
}

extension Pipeline.Head {
  var range: SourceRange {
    switch self {
    case .form(let form): form.range
    case .expression(let expression): expression.range
    case .call(let call): call.range
    case .shell(let shell): shell.range
    }
  }
}

extension ArgumentSyntax {
  fileprivate var isUnquoted: Bool {
    switch kind {
    case .positional(let value), .parameter(_, _, .some(let value)), .option(_, .some(let value)): value.isUnquoted
    case .parameter(_, _, nil), .option(_, nil), .block: false
    }
  }
}

extension Expression {
  fileprivate var isUnquoted: Bool {
    switch kind {
    case .word: true
    case .file(let path): path.quotes == .none
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static var missingPipeline: Diagnostic {
    Diagnostic(code: "missing-value", "a value or a command is missing", help: "here")
  }

  fileprivate static var missingStage: Diagnostic {
    Diagnostic(code: "missing-stage", "a command is missing behind |", help: "what takes it: | save")
  }

  fileprivate static var alternative: Diagnostic {
    Diagnostic(
      code: "shell-operator", "unknown operator '||'", help: "in a condition: or; for a failure: try { … } catch { … }")
  }

  fileprivate static var stageWithoutCall: Diagnostic {
    Diagnostic(code: "stage-without-call", "what follows | must be a command, but is a value", help: "| save")
  }

  fileprivate static func stageIsFile(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "file-as-stage", "unknown command '\(path.shortened)'", help: "to write a file: | save \(path.shortened)")
  }

  fileprivate static var shellInFile: Diagnostic {
    Diagnostic(
      code: "shell-in-file", "cannot start a program here: that is done at the prompt", help: "a file starts none")
  }

  fileprivate static var missingShell: Diagnostic {
    Diagnostic(code: "missing-shell", "a program is missing behind !", help: "!ls")
  }

  fileprivate static var nothingPiped: Diagnostic {
    Diagnostic(code: "nothing-piped", "nothing is piped", help: "the latest result is %: % | save")
  }

  fileprivate static var loneBlock: Diagnostic {
    Diagnostic(
      code: "lone-block", "a block must follow a command, but stands alone",
      help: "each { … }; a record has keys: {width: 1024}")
  }

  fileprivate static var backgroundInside: Diagnostic {
    Diagnostic(
      code: "background-inside", "& must be the end of a statement, but stands inside one", help: "leave it out")
  }

  static var backgroundBetween: Diagnostic {
    Diagnostic(
      code: "background-not-last", "& must be the end of a statement, but more follows",
      help: "a new line or ; divides statements")
  }

  fileprivate static func backgroundInWord(_ word: String) -> Diagnostic {
    let bare = word.dropLast().description.shortened
    return Diagnostic(
      code: "background-in-word", "the last word must not end in &, but is '\(word.shortened)'",
      help: "in the background: \(bare) &; as a part of it, in quotes")
  }
}
