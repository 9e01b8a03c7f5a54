import Diagnostics
import Language
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
