import JSON
import Journal
import Testing

@Suite struct `What the journal remembers beside jobs` {
  @Test(arguments: Place.allCases) func `an upload, by content and platform`(_ place: Place) async throws {
    try await place.withJournal { journal in
      func url(_ hash: String, _ origin: String, _ now: Double = 10) throws -> String? {
        try journal.upload(hash: hash, origin: origin, now: now)
      }
      try journal.recordUpload(
        hash: "h", origin: "fal.ai", url: "https://one", contentType: "image/png", size: 5, at: 1, expires: nil)
      #expect(try url("h", "fal.ai", 1e12) == "https://one")
      #expect(try url("h", "sandbox") == nil)
      #expect(try url("g", "fal.ai") == nil)
      try journal.recordUpload(
        hash: "h", origin: "fal.ai", url: "https://two", contentType: "image/png", size: 5, at: 2, expires: 100)
      #expect(try url("h", "fal.ai", 99.5) == "https://two")
      #expect(try url("h", "fal.ai", 100) == nil)
    }
  }

  @Test(arguments: Place.allCases) func `a document, and when it was stored`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let text = " {\"b\": 1.0,\n\"a\": \"\\u00e9\"} "
      #expect(try journal.document(kind: .openAPI, key: "m", origin: "fal.ai") == nil)
      try journal.storeDocument(kind: .openAPI, key: "m", origin: "fal.ai", text: text, at: 5)
      let kept = try journal.document(kind: .openAPI, key: "m", origin: "fal.ai")
      #expect(kept?.text == text && kept?.storedAt == 5)
      #expect(try journal.document(kind: .price, key: "m", origin: "fal.ai") == nil)
      #expect(try journal.document(kind: .openAPI, key: "m", origin: "sandbox") == nil)
      try journal.storeDocument(kind: .openAPI, key: "m", origin: "fal.ai", text: "{}", at: 6)
      #expect(try journal.document(kind: .openAPI, key: "m", origin: "fal.ai")?.text == "{}")
      try journal.storeDocument(kind: .openAPI, key: "n", origin: "fal.ai", text: "[]", at: 7)
      let all = try journal.documents(kind: .openAPI, origin: "fal.ai")
      #expect(all.mapValues(\.text) == ["m": "{}", "n": "[]"] && all["n"]?.storedAt == 7)
      #expect(try journal.documents(kind: .price, origin: "fal.ai").isEmpty)
    }
  }

  @Test(arguments: Place.allCases) func `sessions and their names`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let (a, b) = (try journal.beginSession(at: 1), try journal.beginSession(at: 2))
      #expect(try journal.sessions().map(\.id) == [b, a])
      #expect(try journal.sessions(limit: 1).map(\.startedAt) == [2])
      try journal.name(a, "foxes")
      #expect(try journal.session(a)?.name == "foxes")
      #expect(try journal.session(named: "foxes")?.id == a)
      #expect { try journal.name(b, "foxes") } throws: { $0.isRefusal }
      try journal.name(a, nil)
      try journal.name(b, "foxes")
      #expect(try journal.session(named: "foxes")?.id == b)
      #expect(try journal.session(named: "owls") == nil)
      let nobody = SessionID(rawValue: 77)
      #expect(throws: JournalError.unknownSession(nobody)) { try journal.name(nobody, "x") }
      #expect(try journal.session(nobody) == nil)
    }
  }
}
