import JSON
import Journal
import Testing

@testable import Shell

@Suite struct ReuseTests {
  @Test(arguments: [(1.5, "1.5 s"), (1e30, "16666666 min 40 s"), (-1, "0.0 s")])
  func `what was saved is told whatever a server said of it`(seconds: Double, words: String) async throws {
    let journal = try Journal.inMemory()
    let session = try journal.beginSession(at: 0)
    let id = try await journal.begin(
      NewJob(
        session: session, number: 1, endpointID: "fal-ai/z-image/turbo", input: [:], parents: [], origin: "sandbox",
        sourceLine: "", startedAt: 0))
    try await journal.finished(id, output: [:], seconds: seconds, at: 1)
    let reuse = Reuse(policy: .everything)
    reuse.note(try #require(try journal.job(id)))
    #expect(reuse.summary == "1 run taken from the journal, which saved \(words)")
  }
}
