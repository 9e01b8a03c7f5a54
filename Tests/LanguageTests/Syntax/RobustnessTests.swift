import Diagnostics
import Language
import LanguageTesting
import RandomTesting
import Testing

@Suite struct RobustnessTests {
  @Test func `any soup of tokens is read to its end`() {
    var generator = SeededGenerator(state: 7)
    for _ in 0..<12_000 {
      let count = Int.random(in: 1...24, using: &generator)
      check((0..<count).map { _ in Tokens.ofSyntax.randomElement(using: &generator) ?? "" }.joined())
    }
  }

  @Test func `any damage to good texts is survived`() {
    var generator = SeededGenerator(state: 11)
    let texts =
      [LanguagePage.script, LanguagePage.statements] + LanguagePage.lines + WrongTypingTests.lines.map(\.text)
    for round in 0..<8_000 {
      var scalars = Array(texts[round % texts.count].unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0...scalars.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0 where index < scalars.count: scalars.remove(at: index)
        case 1:
          scalars.insert(
            contentsOf: (Tokens.ofSyntax.randomElement(using: &generator) ?? "").unicodeScalars,
            at: index)
        default: scalars.removeSubrange(index..<min(scalars.count, index + 9))
        }
      }
      check(String(String.UnicodeScalarView(scalars)))
    }
  }

  private func check(_ text: String) {
    let count = text.utf8.count
    for origin in [Origin.file, .prompt] {
      let result = parse(text, origin)
      var last = 0
      for diagnostic in result.diagnostics {
        guard let range = diagnostic.range, range.start >= last, range.end <= count else {
          Issue.record("\(diagnostic.code) at \(String(describing: diagnostic.range)) in \(text.debugDescription)")
          return
        }
        last = range.start
      }
      checkStatements(result.program.statements, count, text)
      checkStatements(inOrder: result.program.comments.map(\.range), count, text)
    }
    checkSpans(text, count)
    let words = text.split(separator: " ").map(String.init)
    checkWords(words)
    let cut = text.utf8.count / 2
    _ = Parser.completionContext(in: text, at: cut)
  }

  private func checkStatements(_ statements: [Statement], _ count: Int, _ text: String) {
    checkStatements(inOrder: statements.map(\.range), count, text)
  }

  private func checkStatements(inOrder ranges: [SourceRange], _ count: Int, _ text: String) {
    var last = 0
    for range in ranges {
      if range.start < last || range.end > count || range.end < range.start {
        Issue.record("range \(range) behind \(last) in \(text.debugDescription)")
        return
      }
      last = range.end
    }
  }

  private func checkSpans(_ text: String, _ count: Int) {
    var last = 0
    for (range, _) in Parser.highlight(SourceText(name: "", text: text)) {
      if range.start < last || range.end <= range.start || range.end > count {
        Issue.record("span \(range) in \(text.debugDescription)")
        return
      }
      last = range.end
    }
  }

  private func checkWords(_ words: [String]) {
    let (source, result) = Parser.parse(words: words)
    for diagnostic in result.diagnostics where (diagnostic.range?.end ?? 0) > source.count {
      Issue.record("range beyond \(source.text)")
    }
    let simple = words.dropFirst().contains { $0.hasPrefix("-") || $0.contains("=") || $0.hasPrefix("@") }
    guard !simple, result.diagnostics.isEmpty, let statement = result.program.statements.first,
      case .pipeline(let pipeline) = statement.kind, case .call(let call) = pipeline.head
    else { return }
    let values = call.arguments.map { argument -> String? in
      guard case .positional(let value) = argument.kind else { return nil }
      return switch value.kind {
      case .word(let word): word
      case .string(let string): string.literal
      case .range: String(source[value.range])
      default: nil
      }
    }
    if values != words.dropFirst().map(Optional.some) { Issue.record("\(words) became \(source.text)") }
  }

  @Test(arguments: [
    "(", "[", "{a: ", "each {", "if $x {", "a (b [", "\"$(", "$a[$", "try {", "not ", "1 + ",
    "\"\"\"$(", "a | ",
  ])
  func `deep nesting ends in a diagnostic`(_ opener: String) {
    let text = String(repeating: opener, count: 20_000)
    let result = parse("let x = " + text)
    let isFlat = ["not ", "$a[$", "1 + ", "a | "].contains(opener)
    #expect(result.diagnostics.contains { $0.code == "nested-too-deep" } || isFlat)
    #expect(result.hasErrors)
  }

  @Test func `what is nested as deep as may be is read`() {
    let depth = 63
    let text = "let x = " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(parse(text).diagnostics.isEmpty)
    #expect(
      parse(
        "a " + String(repeating: "(b ", count: depth)
          + String(
            repeating: ")",
            count: depth)
      ).diagnostics.isEmpty)
  }

  @Test func `a line behind what is too deep is read again`() {
    let text = "a " + String(repeating: "[", count: 300) + String(repeating: "]", count: 300) + "\nx = 5"
    #expect(parse(text).diagnostics.map(\.code) == ["nested-too-deep", "assignment-without-let"])
  }
}
