import JSON
import Journal
import Testing

@Suite struct `Jobs are found` {
  @Test(arguments: Place.allCases) func `by words of their input, each from its beginning`(_ place: Place) async throws
  {
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      let fox = try await journal.begin(.sample(in: session, number: 1, input: ["prompt": "A red fox, at dawn"]))
      let café = try await journal.begin(
        .sample(in: session, number: 2, input: ["prompt": "un café", "loras": [["path": "red-car"]], "seed": 12]))
      #expect(try found("fox", journal) == [fox] && found("FO re", journal) == [fox])
      #expect(try found("red", journal) == [café, fox] && found("cafe", journal) == [café])
      #expect(try found("z-image", journal) == [café, fox], "the model is text too")
      #expect(try found("prompt", journal) == [] && found("ox", journal) == [])
      // The search language of the database is no concern of its user.
      for text in ["\"", "*", "fox OR café", "fox NOT red", "text:fox", "-", "", "NEAR(a b)", "'; DROP TABLE job;"] {
        #expect(try found(text, journal) == [], "\(text)")
      }
    }
  }

  @Test(arguments: Place.allCases) func `by model, state, time and session`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let (one, other) = (try journal.beginSession(at: 1), try journal.beginSession(at: 1))
      let a = try await journal.begin(.sample(in: one, number: 1, startedAt: 100))
      let b = try await journal.begin(.sample(in: other, number: 1, startedAt: 200))
      try journal.adopt(a, in: other, as: 2)
      try await journal.moved(b, to: .running, at: 201)
      #expect(try journal.jobs(JobQuery(from: 100, to: 200)).map(\.id) == [a])
      #expect(try journal.jobs(JobQuery(model: "z-image")).map(\.id) == [b, a])
      #expect(try journal.jobs(JobQuery(model: "%")).isEmpty)
      #expect(try journal.jobs(JobQuery(states: [.running], text: "fox")).map(\.id) == [b])
      #expect(try journal.jobs(JobQuery(session: other)).map(\.id) == [b, a])
      #expect(try journal.jobs(JobQuery(session: one)).map(\.id) == [a])
    }
  }

  @Test(arguments: Place.allCases) func `by what the platform calls them, and by their copies`(_ place: Place)
    async throws
  {
    try await place.withJournal { journal in
      let (old, new) = (try await journal.beginSample(), try await journal.beginSample())
      for job in [old, new] {
        try await journal.accepted(job, requestID: "r1", statusURL: nil, responseURL: nil, cancelURL: nil, at: 1)
      }
      #expect(try journal.job(requestID: "r1")?.id == new && journal.job(requestID: "r2") == nil)
      #expect(try journal.job(requestID: "r1", origin: "elsewhere") == nil)
      try journal.recordKeptFile(
        of: old, url: "https://a/b.png", hash: "abc", path: "/kept/abc.png", contentType: "image/png", size: 3, at: 2)
      #expect(try journal.keptFile(url: "https://a/b.png") == "/kept/abc.png" && journal.keptFile(url: "x") == nil)
      #expect(try journal.jobs(keptAs: "abc").map(\.id) == [old] && journal.jobs(keptAs: "x").isEmpty)
    }
  }

  private func found(_ text: String, _ journal: Journal) throws -> [JobID] {
    try journal.jobs(JobQuery(text: text)).map(\.id)
  }
}
