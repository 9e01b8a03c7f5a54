package import Diagnostics

/// What a stretch of a text is, for colouring it.
package enum LexicalClass: Sendable, Hashable, CaseIterable {
  /// `# …`
  case comment
  /// `## …`
  case narration
  case string
  /// `$name`, `${…}` and the edges of `$( … )` in a text.
  case interpolation
  case number
  /// A word of the language, `true`, `false` and `null`.
  case keyword
  /// The first word of a call with a slash in it.
  case model
  /// Any other first word of a call.
  case command
  /// `--name`, with its dashes.
  case option
  /// The name before `=`, with its steps; the key of a record.
  case parameterName
  /// `$name` with its steps, and a name where it is bound.
  case variable
  /// `%`, `%3`
  case job
  /// `@path`
  case file
  case `operator`
  /// `!command`
  case shell
  /// What an error is about, unless more input could repair it.
  case error
}

extension Parser {
  /// Colours a text: stretches in order, none empty and none overlapping;
  /// what is not in them is plain.
  package static func highlight(_ source: SourceText) -> [(SourceRange, LexicalClass)] {
    var parser = Parser(source, .lenient)
    parser.spans = []
    _ = parser.parseProgram()
    for problem in parser.problems where !problem.diagnostic.isIncomplete {
      // A text that is open up to the cursor is being typed.
      if problem.diagnostic.code == "open-text", problem.range.end == source.count { continue }
      parser.mark(problem.range, .error)
    }
    return paint(parser.spans ?? [], count: parser.bytes.count)
  }

  /// Notes what a stretch is, if anybody asks.
  mutating func mark(_ range: SourceRange, _ kind: LexicalClass) {
    if spans != nil, !range.isEmpty { spans?.append(Located(kind, range)) }
  }

  /// Later stretches cover earlier ones.
  private static func paint(_ spans: [Located<LexicalClass>], count: Int) -> [(SourceRange, LexicalClass)] {
    var owners = [Int32](repeating: -1, count: count)
    for (index, span) in spans.enumerated() {
      for offset in span.range.start..<max(span.range.start, min(span.range.end, count)) {
        owners[offset] = Int32(index)
      }
    }
    var painted: [(SourceRange, LexicalClass)] = []
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, owners[end] == owners[start] { end += 1 }
      if owners[start] >= 0 { painted.append((SourceRange(start, end), spans[Int(owners[start])].value)) }
      start = end
    }
    return painted
  }
}
