import Diagnostics
import Language

/// Reads a text in every way there is, and says what of it cannot be.
package struct SyntaxProbe {
  private let text: String
  private let source: SourceText
  private var violations: [String] = []

  /// - Parameter cursors: where completion is asked for, in bytes.
  /// - Returns: what does not hold; nothing if all does.
  package static func violations(of text: String, cursors: [Int]) -> [String] {
    var probe = SyntaxProbe(text)
    for origin in [Origin.file, .paste, .prompt] { probe.read(origin) }
    probe.readSpans()
    probe.readWords()
    probe.readLiteral()
    for cursor in cursors { probe.complete(at: cursor) }
    return probe.violations
  }

  private init(_ text: String) {
    self.text = text
    source = SourceText(name: "probe", text: text)
  }

  private mutating func expect(_ holds: Bool, _ law: @autoclosure () -> String) {
    if !holds { violations.append(law()) }
  }

  private mutating func read(_ origin: Origin) {
    let result = Parser.parse(source, origin: origin)
    expect(inOrder: result.diagnostics.map { $0.range ?? SourceRange(at: 0) }, "diagnostics", overlapping: true)
    expect(inOrder: result.program.statements.map(\.range), "statements of a \(origin)")
    expect(inOrder: result.program.comments.map(\.range), "comments of a \(origin)")
    if !result.hasErrors, let violation = FormatterLaws.violation(text, origin) {
      violations.append("laid out as a \(origin), \(violation)")
    }
  }

  private mutating func expect(inOrder ranges: [SourceRange], _ what: String, overlapping: Bool = false) {
    var last = 0
    for range in ranges {
      expect(range.start >= last && range.end <= source.count && range.start <= range.end, "\(what) at \(range)")
      last = overlapping ? range.start : range.end
    }
  }

  private mutating func readSpans() {
    let spans = Parser.highlight(source).map(\.0)
    expect(inOrder: spans, "spans")
    expect(!spans.contains(where: \.isEmpty), "an empty span")
  }

  private mutating func complete(at cursor: Int) {
    let context = Parser.completionContext(in: text, at: cursor)
    let end = min(max(cursor, 0), source.count)
    expect(context.replacing.end <= end, "a completion of what is behind the cursor: \(context.replacing)")
  }

  /// Whatever a shell hands over, the words of a plain call come through.
  private mutating func readWords() {
    let words = text.split(separator: " ").map(String.init)
    let (source, result) = Parser.parse(words: words)
    let beyond = result.diagnostics.first { ($0.range?.end ?? 0) > source.count }
    expect(beyond == nil, "a range beyond '\(source.text)'")
    let isPlain = !words.dropFirst().contains { word in
      word.unicodeScalars.contains("=") || word.unicodeScalars.first.map { $0 == "-" || $0 == "@" } ?? false
    }
    guard isPlain, result.diagnostics.isEmpty, let call = result.program.firstCall else { return }
    expect(call.texts(in: source) == words.dropFirst().map(Optional.some), "'\(words)' became '\(source.text)'")
  }

  /// The text itself, as a literal, is read back.
  private mutating func readLiteral() {
    let literal = text.sourceLiteral
    let result = Parser.parse(SourceText(name: "literal", text: "a \(literal)"), origin: .prompt)
    let texts = result.program.firstCall?.texts(in: SourceText(name: "literal", text: ""))
    expect(result.diagnostics.isEmpty && texts?.count == 1, "its literal is no text: \(literal)")
    let bytes = texts?.first.flatMap { $0 }.map { Array($0.utf8) }
    expect(bytes == Array(text.utf8), "its literal is another text: \(literal)")
  }
}

extension Program {
  fileprivate var firstCall: CallSyntax? {
    guard case .pipeline(let pipeline)? = statements.first?.kind else { return nil }
    return if case .call(let call) = pipeline.head { call } else { nil }
  }
}

extension CallSyntax {
  /// Its positional arguments as they were meant; nil for what is no text.
  fileprivate func texts(in source: SourceText) -> [String?] {
    arguments.map { argument in
      guard case .positional(let value) = argument.kind else { return nil }
      return switch value.kind {
      case .word(let word): word
      case .string(let string): string.literal
      case .range: String(source[value.range])
      default: nil
      }
    }
  }
}
