import Diagnostics
import Language
import LanguageTesting
import RandomTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct FormatterLawTests {
  @Test(arguments: [LanguagePage.session, LanguagePage.script, LanguagePage.statements] + LanguagePage.lines)
  func `the laws hold for what the page shows`(_ text: String) {
    #expect(FormatterLaws.violation(text) == nil)
    if !text.contains("param") { #expect(FormatterLaws.violation(text, .paste) == nil) }
    for line in text.split(separator: "\n") where FormatterLaws.formatted(String(line), .prompt) != nil {
      #expect(FormatterLaws.violation(String(line), .prompt) == nil)
    }
  }

  @Test(arguments: GoodProgramTests.statements + GoodProgramTests.values)
  func `the laws hold for every good program`(_ example: SyntaxCase) {
    #expect(FormatterLaws.violation(example.text) == nil)
  }

  /// A lone `#` or `\` is a word or not by what it touches.
  @Test(arguments: ["p ", "let x = [", "p {a:"])
  func `the laws hold for every short text of signs and joints`(_ start: String) {
    let parts = ["a", "#", "##", "\\", " ", "\\\n", "\n", ",", ";", "]", "}", "\\ \n"]
    var texts = [start]
    for _ in 0..<3 { texts += texts.flatMap { text in parts.map { text + $0 } } }
    let good = Set(texts).filter { FormatterLaws.formatted($0) != nil }
    #expect(good.count > 50)
    for text in good { #expect(FormatterLaws.violation(text) == nil, "\(text.debugDescription)") }
  }

  @Test(arguments: GoodProgramTests.prompt)
  func `the laws hold at the prompt`(_ example: SyntaxCase) {
    #expect(FormatterLaws.violation(example.text, .prompt) == nil)
  }

  /// Found by walking up from this file; absent outside of the repository.
  private static let examples: URL? = sequence(first: URL(filePath: #filePath)) { url in
    url.pathComponents.count > 1 ? url.deletingLastPathComponent() : nil
  }
  .map { $0.appending(path: "examples") }
  .first { FileManager.default.fileExists(atPath: $0.path()) }

  private static let scripts: [URL] =
    examples.map { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
      return names.filter { $0.hasSuffix(".fal") }.sorted().map { folder.appending(path: $0) }
    } ?? []

  @Test(.enabled(if: !scripts.isEmpty), arguments: scripts)
  func `the laws hold for the examples`(_ script: URL) throws {
    let text = try String(contentsOf: script, encoding: .utf8)
    #expect(FormatterLaws.violation(text) == nil)
  }

  @Test(arguments: 0..<10)
  func `the laws hold for random programs`(_ part: Int) {
    var good = 0
    for seed in 0..<300 {
      var random = RandomProgram(seed: UInt64(part * 300 + seed))
      let text = random.program()
      guard FormatterLaws.formatted(text) != nil else { continue }
      good += 1
      if let violation = FormatterLaws.violation(text) {
        Issue.record("\(violation)\n=== of ===\n\(text)\n=== \(text.debugDescription)")
        return
      }
    }
    #expect(good > 160, "most of them are well-formed")
  }

  @Test func `the laws hold for whatever soup of tokens is a program`() {
    var generator = SeededGenerator(state: 23)
    for round in 0..<4_000 {
      let count = Int.random(in: 1...14, using: &generator)
      let text = (0..<count).map { _ in Tokens.ofSyntax.randomElement(using: &generator) ?? "" }.joined()
      let origin = [Origin.file, .prompt, .paste][round % 3]
      guard FormatterLaws.formatted(text, origin) != nil, let violation = FormatterLaws.violation(text, origin) else {
        continue
      }
      Issue.record("\(violation)\n=== of \(text.debugDescription)")
      return
    }
  }

  @Test func `the laws hold for what is left of good texts after damage`() {
    var generator = SeededGenerator(state: 29)
    let inserted = ["\n", ";", " ", "  ", "\\\n", " # c\n", "\n#c\n", " ## n\n", "\n\n\n", "\r\n", "|", ",", "\n| "]
    let texts =
      [LanguagePage.script, LanguagePage.statements] + LanguagePage.lines
      + (GoodProgramTests.statements + GoodProgramTests.values).map(\.text)
    for round in 0..<3_000 {
      var scalars = Array(texts[round % texts.count].unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0...scalars.count, using: &generator)
        scalars.insert(contentsOf: (inserted.randomElement(using: &generator) ?? "").unicodeScalars, at: index)
      }
      let text = String(String.UnicodeScalarView(scalars))
      guard FormatterLaws.formatted(text) != nil, let violation = FormatterLaws.violation(text) else { continue }
      Issue.record("\(violation)\n=== of ===\n\(text)\n=== \(text.debugDescription)")
      return
    }
  }
}
