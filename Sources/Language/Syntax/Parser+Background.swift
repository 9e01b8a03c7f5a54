import Diagnostics

extension Parser {
  // [ "&" ]
  @inline(never)
  mutating func takeBackground(of pipeline: inout Pipeline, isAllowed: Bool) {
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
  @inline(never)
  mutating func checkLastWord(of pipeline: Pipeline) {
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
  fileprivate static var backgroundInside: Diagnostic {
    Diagnostic(
      code: "background-inside", "& must be the end of a statement, but stands inside one", help: "leave it out")
  }

  fileprivate static var backgroundBetween: Diagnostic {
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
