import Diagnostics
import Language
import LanguageTesting
import Testing
import TranscriptTesting

@testable import Shell

@Suite struct LanguageRowsTests {
  private static let cases = (try? Transcript.cases(in: "../Transcripts")) ?? []
  /// The corrections stand in here.
  private static let wrong = cases.filter { $0.title.hasPrefix("wrong: ") }

  @Test func `every row of the page has its cases`() {
    let titles = Set(Self.cases.map(\.title))
    for row in LanguageRows.all {
      for title in row.titles where !titles.contains(title) { Issue.record("\(row.text): no case '\(title)'") }
    }
  }

  @Test func `every sentence that no case can show has its tests`() throws {
    let names = try TestNames.all()
    for row in LanguageRows.all {
      for test in row.tests where !names.contains(test) { Issue.record("\(row.text): no test '\(test)'") }
    }
  }

  @Test(arguments: [LanguagePage.session, LanguagePage.script, LanguagePage.statements])
  func `every line of the page's examples is typed in a case`(_ example: String) {
    let typed = Set(Self.cases.flatMap { $0.steps }.flatMap { $0.input.split(separator: "\n") }.map(Self.code))
    for line in example.split(separator: "\n").map(Self.code) where !line.isEmpty {
      #expect(typed.contains(line), "no case types '\(line)'")
    }
  }

  /// A line without its comment and without blanks that only lay it out.
  private static func code(_ line: Substring) -> String {
    var words = line.split(separator: " ")[...]
    if words.count > 1, let sign = words.firstIndex(where: { $0 == "#" || $0 == "##" }) { words = words[..<sign] }
    return words.joined(separator: " ")
  }

  @Test func `every case of what is typed wrongly is of a row`() {
    let titles = Set(LanguageRows.wrong.flatMap(\.titles))
    #expect(Self.wrong.map(\.title).filter { !titles.contains($0) } == [])
  }

  /// In the session in which it was offered.
  @Test(arguments: Self.wrong)
  func `a corrected line parses and checks`(_ conversation: Transcript.Case) async throws {
    try await withShell(Setup(conversation.directives)) { shell in
      for step in conversation.steps {
        let shown = await shell.perform(step.input)
        for line in shown.split(separator: "\n") where line.hasPrefix("edit: ") {
          let problems = await shell.problems(of: String(line.dropFirst("edit: ".count)))
          #expect(problems.filter { $0.severity == .error }.map(\.message) == [])
        }
      }
    }
  }
}

extension ShellUnderTest {
  /// What is wrong with a line at the prompt.
  fileprivate func problems(of line: String) async -> [Diagnostic] {
    let source = SourceText(name: "prompt", text: line)
    let parsed = Parser.parse(source, origin: .prompt)
    let host = SessionHost(session: session, permissions: .prompt)
    return parsed.diagnostics + (await Checker(host: host, source: source, scope: session.scope).check(parsed.program))
  }
}
