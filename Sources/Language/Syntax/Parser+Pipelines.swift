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
    if keyword?.opensExpression == true || startsValue(at: offset) || startsArithmetic {
      return .expression(parseExpression())
    }
    if isAtEnd { expectCall() }
    return current.isWordPart ? .call(parseCall(isPiped: false)) : missingHead()
  }

  @inline(never)
  private mutating func missingHead() -> Pipeline.Head {
    report(.missingPipeline, at: missingRange, isIncomplete: isAtEnd)
    return emptyPipeline.head
  }

  /// Moves behind the `|` of the next stage.
  private mutating func takePipe() -> Bool {
    skipBlanks()
    if dialect.continuesAtPipe, !layout.isOnOneLine, current == "\n", pipeStartsNextLine { skipBlankLines() }
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
    if isAtEnd { expectCall(piped: pipeline.range) }
    if current == "!" {
      let shell = parseShell()
      pipeline.shell = shell
      pipeline.range.end = shell.range.end
    } else if startsValue(at: offset) || keyword(at: offset)?.opensForm == true {
      skipStageWithoutCall()
    } else if current.isWordPart {
      notePiped(pipeline.range)
      let call = parseCall(isPiped: true)
      checkStage(call)
      pipeline.calls.append(call)
      pipeline.range.end = call.range.end
    } else {
      report(.missingStage, at: isAtEnd ? SourceRange(start - 1, start) : missingRange, isIncomplete: isAtEnd)
    }
  }

  @inline(never)
  private mutating func skipStageWithoutCall() {
    let start = offset
    let isForm = keyword(at: offset)?.opensForm == true
    let end = isForm ? parseForm().range.end : parseExpression().range.end
    report(.stageWithoutCall, at: SourceRange(start, end))
  }

  /// `| out/hero.png` means to write a file.
  @inline(never)
  private mutating func checkStage(_ call: CallSyntax) {
    guard call.arguments.isEmpty, call.name.value.looksLikeFile else { return }
    report(.stageIsFile(call.name.value), at: call.name.range, edits: [.insert("save ", at: call.name.range.start)])
  }

  // SHELL = "!" and the rest of the line, at the prompt only
  @inline(never)
  private mutating func parseShell() -> Located<String> {
    let start = offset
    offset = endOfLine(from: start)
    while byte(offset - 1) == "\r" { offset -= 1 }
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
  @inline(never)
  private mutating func skipLonePipe() -> Pipeline.Head {
    report(.nothingPiped, at: SourceRange(offset, offset + 1), edits: [.insert("% ", at: offset)])
    return emptyPipeline.head
  }

  @inline(never)
  private mutating func skipLoneBlock() -> Pipeline.Head {
    report(.loneBlock, at: SourceRange(offset, offset + 1))
    let block = parseBlock(of: "each")
    return .expression(Expression(.word(""), block.range))
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
}
