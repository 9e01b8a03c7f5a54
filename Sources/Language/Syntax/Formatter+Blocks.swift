import Diagnostics

extension Formatter {
  /// - Parameters:
  ///   - isArgument: a record could stand in its place.
  ///   - mustBreak: even if it is written on one line.
  ///   - narration: the comment behind it that must stay on the line of its
  ///     opening brace.
  mutating func write(_ block: Block, isArgument: Bool = false, mustBreak: Bool = false, narration: Int? = nil) {
    let sign: StaticString = isArgument && looksLikeRecord(block) ? "{;" : "{"
    let isOnOneLine = !hasNewline(block.range)
    if isOnOneLine, !mustBreak, isRigid || fits({ $0.writeOnOneLine(block, sign) }) {
      rigidly { $0.writeOnOneLine(block, sign) }
    } else if isTrial, !isOnOneLine {
      writeOutline(block)
    } else {
      rigidly(false) { $0.writeBroken(block, sign, narration) }
    }
  }

  /// Whether it would be a record if nothing stood behind its brace: it is
  /// empty, or begins with a call of `key:`.
  private func looksLikeRecord(_ block: Block) -> Bool {
    guard let start = block.statements.first?.range.start else { return true }
    let key = bytes[start...].prefix { $0.isDashedNamePart }
    let rest = bytes[key.endIndex...].drop { $0.isBlank }
    return rest.first == UInt8(ascii: ":") && rest.dropFirst().first != UInt8(ascii: "=")
  }

  private mutating func writeOnOneLine(_ block: Block, _ sign: StaticString) {
    offset += 1
    writer.append(sign)
    for (index, statement) in block.statements.enumerated() {
      writer.append(index == 0 ? " " : "; ")
      _ = trivia()
      write(statement)
    }
    _ = trivia()
    writer.append(writer.endsInSign ? "; " : " ")
    token(count: 1)
  }

  private mutating func writeBroken(_ block: Block, _ sign: StaticString, _ narration: Int?) {
    let outer = indentation
    let base = writer.indentation
    offset += 1
    writer.append(sign)
    if let narration { hoist(narration) }
    for (index, statement) in block.statements.enumerated() {
      beginStatement(isFirst: index == 0, at: base + Self.step)
      write(statement)
    }
    endStatements(isEmpty: block.statements.isEmpty, at: base + Self.step)
    writer.newline(base)
    token(count: 1)
    indentation = outer
  }

  /// What is inside has lines of its own.
  private mutating func writeOutline(_ block: Block) {
    let base = writer.indentation
    token(count: 1)
    writer.newline(base)
    skip(to: block.range.end - 1)
    token(count: 1)
  }
}

extension Formatter {
  mutating func write(_ form: Form) {
    let isOnOneLine = !hasNewline(form.range)
    let mustBreak = isOnOneLine && !isRigid && !fits { $0.write(form, mustBreak: false) }
    write(form, mustBreak: mustBreak)
  }

  /// - Parameter mustBreak: each block gets its lines, so that all look the
  ///   same.
  private mutating func write(_ form: Form, mustBreak: Bool) {
    switch form.kind {
    case .if(let branches, let otherwise):
      write(branches, mustBreak)
      guard let otherwise else { return }
      writeClause(.else)
      write(otherwise, mustBreak: mustBreak)
    case .for(let name, let list, let block):
      keyword(.for)
      token(to: name.range.end)
      writeClause(.in)
      write(list)
      gap()
      write(block, mustBreak: mustBreak)
    case .try(let block, let name, let handler):
      keyword(.try)
      write(block, mustBreak: mustBreak)
      writeClause(.catch)
      writeName(name)
      write(handler, mustBreak: mustBreak)
    case .retry(let count, let block):
      keyword(.retry)
      write(count)
      gap()
      write(block, mustBreak: mustBreak)
    }
  }

  private mutating func write(_ branches: [Form.Branch], _ mustBreak: Bool) {
    for (index, branch) in branches.enumerated() {
      if index > 0 { writeClause(.else) }
      keyword(.if)
      write(branch.condition)
      gap()
      write(branch.block, mustBreak: mustBreak)
    }
  }

  /// Writes a word of the language in the middle of a form.
  private mutating func writeClause(_ clause: Keyword) {
    gap()
    keyword(clause)
  }

  private mutating func writeName(_ name: Located<String>?) {
    guard let name else { return }
    token(to: name.range.end)
    gap()
  }
}
