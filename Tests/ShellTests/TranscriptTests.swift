import Testing
import TranscriptTesting

@testable import Shell

@Suite struct TranscriptTests {
  @Test(arguments: try Transcript.cases(in: "Transcripts"))
  func `what a person sees`(_ conversation: Transcript.Case) async throws {
    try await withShell(Setup(conversation.directives)) { shell in
      await conversation.run { await shell.perform($0) }.expectSuccess()
    }
  }
}
