import Diagnostics

extension Formatter {
  mutating func write(_ pipeline: Pipeline) {
    guard !pipeline.calls.isEmpty || pipeline.shell != nil else { return write(pipeline, isBroken: false) }
    if isSpread(pipeline) {
      write(pipeline, isBroken: true)
    } else if isRigid || fits({ $0.write(pipeline, isBroken: false) }) {
      rigidly { $0.write(pipeline, isBroken: false) }
    } else {
      write(pipeline, isBroken: true)
    }
  }

  /// Whether a line ends before or behind one of its `|`.
  private func isSpread(_ pipeline: Pipeline) -> Bool {
    var end = pipeline.head.range.end
    for stage in pipeline.calls.map(\.range) + (pipeline.shell.map { [$0.range] } ?? []) {
      if hasNewline(SourceRange(end, stage.start)) { return true }
      end = stage.end
    }
    return false
  }

  func hasNewline(_ range: SourceRange) -> Bool { bytes[range.start..<range.end].contains(UInt8(ascii: "\n")) }

  private mutating func write(_ pipeline: Pipeline, isBroken: Bool) {
    write(pipeline.head)
    for call in pipeline.calls {
      writePipe(isBroken: isBroken)
      write(call)
    }
    if let shell = pipeline.shell {
      writePipe(isBroken: isBroken)
      writeShell(shell)
    }
    guard pipeline.isBackground else { return }
    gap()
    token(count: 1)
  }

  private mutating func write(_ head: Pipeline.Head) {
    switch head {
    case .form(let form): write(form)
    case .expression(let expression): write(expression)
    case .call(let call): write(call)
    case .shell(let shell): writeShell(shell)
    }
  }

  private mutating func writeShell(_ shell: Located<String>) {
    token(to: shell.range.end)
    writer.tail = 0
  }

  /// A comment behind a `|` that begins a line goes before it: it is about
  /// what has been piped so far.
  private mutating func writePipe(isBroken: Bool) {
    let before = trivia()
    offset += 1
    let remarks = before.joined(with: trivia())
    if isBroken, breaksBeforePipe, before.breaksLine || writer.tail != "\\" && !writer.endsInSign {
      writeRemarks(remarks)
      writer.newline(indentation)
      writer.append("|")
    } else {
      writer.append(writer.endsInSign ? "|" : " |")
      if isBroken, !wouldBeComment {
        writeRemarks(remarks)
        return writer.newline(indentation)
      }
    }
    if !wouldBeComment { writer.append(" ") }
  }

  mutating func write(_ call: CallSyntax) {
    let outer = indentation
    indentation = writer.indentation + Self.step
    token(to: call.name.range.end)
    for argument in call.arguments {
      gap()
      write(argument)
    }
    indentation = outer
  }

  private mutating func write(_ argument: ArgumentSyntax) {
    switch argument.kind {
    case .positional(let value):
      write(value)
    case .parameter(_, _, let value), .option(_, let value):
      compactToken(to: value?.range.start ?? argument.range.end)
      if let value { write(value) }
    case .block(let block):
      write(block, isArgument: true)
    }
  }
}
