import JSON
import Testing

@testable import Journal

@Suite struct ProvenanceTests {
  private static func job(
    _ journal: Journal, _ number: Int, request: String, origin: String = "fal.ai", step: JobStep? = nil
  ) async throws -> JobID {
    let session = try journal.sessions().first?.id ?? journal.beginSession(at: 1)
    let job = try await journal.begin(
      NewJob(
        session: session, number: number, endpointID: "fal-ai/flux/dev", input: ["prompt": "a fox"], origin: origin,
        sourceLine: "fal-ai/flux/dev \"a fox\"", startedAt: 1, step: step))
    try await journal.accepted(job, requestID: request, statusURL: nil, responseURL: nil, cancelURL: nil, at: 2)
    return job
  }

  @Test func `a file is found by its URL, and once saved by its content`() async throws {
    let journal = try Journal.inMemory()
    let job = try await Self.job(journal, 1, request: "r-1")
    try await journal.finished(job, output: [:], files: ["https://x/a.png", "https://x/b.png"], at: 3)
    #expect(try journal.files(url: "https://x/b.png").map(\.requestID) == ["r-1"])
    #expect(try journal.files(hash: "h").isEmpty)
    try journal.saved("https://x/b.png", hash: "h", path: "/tmp/b.png", at: 4)
    #expect(
      try journal.files(hash: "h") == [MadeFile(requestID: "r-1", url: "https://x/b.png", path: "/tmp/b.png")])
    // What nobody here has made leaves no trace.
    try journal.saved("https://elsewhere/c.png", hash: "i", path: "/tmp/c.png", at: 5)
    #expect(try journal.files(hash: "i").isEmpty)
  }

  @Test func `notes are kept in their order`() throws {
    let journal = try Journal.inMemory()
    try journal.note("the good one", on: "r-1", at: 1)
    try journal.note("or is it?", on: "r-1", at: 2)
    try journal.note("another", on: "r-2", at: 3)
    #expect(try journal.notes(on: "r-1") == ["the good one", "or is it?"])
    #expect(try journal.notes(on: "r-3").isEmpty)
  }

  @Test func `a step is found on its platform, the latest first`() async throws {
    let journal = try Journal.inMemory()
    let step = JobStep(key: "key", document: JobStep.Document(hash: "hash", text: "{}"))
    let jobs = try await [
      Self.job(journal, 1, request: "r-1", step: step), Self.job(journal, 2, request: "r-2", step: step),
      Self.job(journal, 3, request: "r-3", origin: "sandbox", step: step),
    ]
    #expect(try journal.jobs(step: "key", origin: "fal.ai").map(\.id) == [jobs[1], jobs[0]])
    #expect(try journal.jobs(step: "other", origin: "fal.ai").isEmpty)
    #expect(try journal.document(of: jobs[0]) == "{}")
    let bare = try await Self.job(journal, 4, request: "r-4", step: JobStep(key: "bare", document: nil))
    #expect(try journal.document(of: bare) == nil)
  }

  @Test func `a script knows the documents that it ran with last`() throws {
    let journal = try Journal.inMemory()
    for (date, text) in [(1.0, "old"), (2, "new")] {
      let document = JobStep.Document(hash: text, text: text)
      try journal.ran(script: "/a.fal", with: "fal-ai/x", origin: "fal.ai", document: document, at: date)
    }
    let found = try journal.document(ofScript: "/a.fal", endpointID: "fal-ai/x", origin: "fal.ai")
    #expect(found?.text == "new" && found?.ranAt == 2)
    #expect(try journal.document(ofScript: "/a.fal", endpointID: "fal-ai/x", origin: "sandbox") == nil)
    #expect(try journal.document(ofScript: "/b.fal", endpointID: "fal-ai/x", origin: "fal.ai") == nil)
  }
}
