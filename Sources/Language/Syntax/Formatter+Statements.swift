import Diagnostics

extension Formatter {
  mutating func write(_ program: Program) {
    writeParameters(program.parameters)
    for (index, statement) in program.statements.enumerated() {
      let isFirst = index == 0 && program.parameters.isEmpty
      beginStatement(isFirst: isFirst, at: 0)
      write(statement)
    }
    endStatements(isEmpty: program.statements.isEmpty && program.parameters.isEmpty, at: 0)
    if !writer.bytes.isEmpty { writer.newline(0) }
  }

  /// Begins a line for a statement.
  mutating func beginStatement(isFirst: Bool, at base: Int) {
    let trivia = trivia()
    indentation = base
    if !isFirst { stopStatement(trivia) }
    writeRemarksBetween(trivia, isFirst: isFirst)
    if trivia.newlines > 1, !isFirst || !trivia.remarks.isEmpty { writer.emptyLine() }
    writer.newline(base)
    indentation = base + Self.step
  }

  /// Writes the comments behind the last statement.
  mutating func endStatements(isEmpty: Bool, at base: Int) {
    let trivia = trivia()
    indentation = base
    if !isEmpty { stopStatement(trivia) }
    writeRemarksBetween(trivia, isFirst: isEmpty)
  }

  /// A newline alone does not end what ends in a comma or in `\`, and a
  /// lone `#` would be a comment before it.
  mutating func stopStatement(_ trivia: Trivia) {
    let needsStop = writer.tail == "\\" || writer.tail == "," && trivia.hasSemicolon || writer.endsInSign
    if needsStop { writer.append(";") }
  }

  mutating func write(_ statement: Statement) {
    switch statement.kind {
    case .bind(let name, let pipeline):
      keyword(.let)
      token(to: name.range.end)
      writeSign()
      write(pipeline)
    case .expect(let expression):
      keyword(.expect)
      write(expression)
    case .return(.some(let pipeline)):
      keyword(.return)
      write(pipeline)
    case .return(nil), .break, .continue:
      token(to: statement.range.end)
    case .define(let definition):
      write(definition)
    case .pipeline(let pipeline):
      write(pipeline)
    }
  }

  /// Writes a word of the language and what stands behind it.
  mutating func keyword(_ keyword: Keyword) {
    token(count: keyword.rawValue.utf8.count)
    gap()
  }

  /// Writes `=` with blanks around it.
  mutating func writeSign() {
    gap()
    token(count: 1)
    gap()
  }

  private mutating func write(_ definition: Definition) {
    let start = offset
    keyword(.def)
    token(to: definition.name.range.end)
    let trivia = trivia()
    if current == "(" {
      space(trivia, .nothing)
      write(definition.formals)
      gap()
    } else {
      space(trivia, .blank)
    }
    let body = definition.body
    let isOnOneLine = !bytes[start..<body.range.end].contains(UInt8(ascii: "\n"))
    write(body, narration: isOnOneLine ? narration(behind: body.range.end) : nil)
  }

  private mutating func write(_ formals: [Definition.Formal]) {
    brackets(isEmpty: formals.isEmpty) { formatter in
      for (index, formal) in formals.enumerated() {
        if index > 0 { formatter.separator(",") }
        formatter.token(to: formal.name.range.end)
        guard let value = formal.defaultValue else { continue }
        formatter.writeSign()
        formatter.write(value)
      }
    }
  }
}
