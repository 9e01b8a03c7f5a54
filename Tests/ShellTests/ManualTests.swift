import Testing
import TranscriptTesting

@testable import Shell

@Suite struct ManualTests {
  static let names = Commands.manuals.map(\.name)

  @Test(arguments: names) func `the examples of a manual show what is shown`(name: String) async throws {
    let manual = try #require(Commands.manuals.first { $0.name == name })
    let cases = try Transcript.cases(of: "# \(name)\n\(manual.examples)", path: "help \(name)")
    let conversation = try #require(cases.first)
    #expect(cases.count == 1 && !conversation.steps.isEmpty)
    try await withShell { shell in
      let outcome = await conversation.run(recorder: TranscriptRecorder(isRecording: false)) {
        await shell.perform($0)
      }
      if let message = outcome.message { Issue.record(Comment(rawValue: message)) }
    }
  }

  @Test(arguments: names) func `a manual is written as manuals are`(name: String) throws {
    let manual = try #require(Commands.manuals.first { $0.name == name })
    #expect(manual.summary.first?.isLowercase == true)
    #expect(manual.summary.last != "." && manual.summary.count <= 80)
    #expect(manual.examples.hasPrefix("> "))
    #expect(manual.details.isEmpty || manual.details.hasSuffix("."))
    for parameter in manual.parameters { #expect(!parameter.summary.isEmpty && parameter.summary.last != ".") }
    #expect(Set(manual.parameters.map(\.name)).count == manual.parameters.count)
  }

  @Test func `no two commands have one name`() { #expect(Set(Self.names).count == Self.names.count) }
}
