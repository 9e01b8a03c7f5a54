import Foundation
import Testing
import TranscriptTesting

/// What README.md shows is what there is to see.
@Suite struct `README` {
  private static let cases = Result { try Transcript.examples(inMarkdown: Project.root + "/README.md") }

  @Test(arguments: try cases.get().filter { $0.notation == .console })
  func `shows commands as they run`(_ conversation: Transcript.Case) async throws {
    let room = try Room()
    try FileManager.default.copyItem(atPath: Project.examples, toPath: room.work + "/examples")
    let outcome = await conversation.run { line in try await room.shell("exec 2>&1; " + line).output }
    outcome.expectSuccess()
  }

  @Test(arguments: try cases.get().filter { $0.notation == .falsh })
  func `shows the prompt as it answers`(_ conversation: Transcript.Case) async throws {
    let room = try Room()
    let screen = try await blocking { try Screen(["--sandbox"], in: room) }
    _ = try await blocking { try screen.read(to: "sandbox> ") }
    let outcome = await conversation.run { line in
      try await blocking {
        screen.type(line + "\n")
        var (echo, shown) = try screen.read(to: "falsh sandbox> ").splitAtNewline
        // A job that ended meanwhile was told of above the prompt, which
        // then stands there a second time.
        if echo.isEmpty { (echo, shown) = try screen.read(to: "falsh sandbox> ").splitAtNewline }
        guard echo == line else { throw Mistyped(line: line, shown: echo) }
        return shown.withoutNotices
      }
    }
    outcome.expectSuccess()
  }

  /// The line was not empty: a correction stood there.
  struct Mistyped: Error {
    let line: String
    let shown: String
  }

  @Test func `names one command that runs the tests`() throws {
    let lines = try String(contentsOfFile: Project.root + "/README.md", encoding: .utf8).split(separator: "\n")
    let heading = try #require(lines.firstIndex(of: "## Run the tests"))
    let block = lines[heading...].drop { !$0.hasPrefix("```") }.dropFirst().prefix { !$0.hasPrefix("```") }
    #expect(block.count == 1)
    #expect(block.first?.hasPrefix("swift test") == true)
  }
}

extension String {
  /// Without what is told of a job in the background, at a moment that nobody
  /// knows.
  fileprivate var withoutNotices: String {
    replacing(/(?m)^%[0-9]+ [^ ]+ done after [0-9.]+ s\n/, with: "")
  }

  /// What is before the first newline, and what is behind it.
  fileprivate var splitAtNewline: (String, String) {
    let first = prefix { $0 != "\n" }
    return (String(first), String(dropFirst(first.count + 1)))
  }
}
