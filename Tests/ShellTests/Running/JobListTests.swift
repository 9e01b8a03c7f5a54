import JSON
import Journal
import Testing

@testable import Shell

@Suite struct `jobs lists` {
  private static let call = "fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square | count"

  @Test(arguments: ["--state done", "--model turbo", "--day 2026-01-01", "fox"])
  func `what is asked for of this session, however much others have run since`(_ condition: String) async throws {
    try await withShell { shell in
      _ = await shell.type(Self.call)
      let session = shell.session
      await session.records.attempt { journal in
        let other = try journal.beginSession(at: session.records.date())
        for number in 1...60 {
          let job = NewJob(
            session: other, number: number, endpointID: "fal-ai/z-image/turbo", input: ["prompt": "a fox"],
            origin: "sandbox", sourceLine: "", startedAt: session.records.date())
          try await journal.finished(journal.begin(job), output: "here", at: session.records.date())
        }
      }
      let shown = await shell.type("jobs \(condition)")
      #expect(shown.hasPrefix("%1  done  fal-ai/z-image/turbo") && shown.contains("a fox"), "\(shown)")
    }
  }

  @Test func `no more than it is told to, the latest`() async throws {
    try await withShell { shell in
      for _ in 1...3 { _ = await shell.type(Self.call) }
      let shown = await shell.type("jobs --limit 2")
      #expect(!shown.contains("%1") && shown.contains("%2") && shown.contains("%3"), "\(shown)")
    }
  }
}
