import GRDB
import JSON
import Testing

@testable import Journal

@Suite(.serialized) struct `The journal's speed` {
  /// Measured: 0.7 ms a job, on two cores in a debug build. The quickest of
  /// many counts, as other tests take the processors away, and the bound has
  /// room for a loaded machine.
  @Test(.timeLimit(.minutes(5))) func `a job's whole life takes a few milliseconds on file`() async throws {
    try await Place.file.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      let times = try await (1...200).asyncMap { number in
        try await ContinuousClock().measure { try await live(journal, session, number) }
      }
      let quickest = try #require(times.min())
      #expect(quickest < .milliseconds(20), "\(quickest)")
    }
  }

  @Test(.timeLimit(.minutes(5))) func `an old journal is opened and asked as fast as a new one`() async throws {
    try await withTemporaryDirectory { directory in
      let journal = try Journal(path: directory + "/journal.db")
      let session = try journal.beginSession(at: 1)
      for number in 1...2_000 { _ = try await journal.begin(.sample(in: session, number: number)) }
      let time = try ContinuousClock().measure {
        _ = try Journal(path: directory + "/journal.db").jobs(states: [.running], limit: 20)
      }
      #expect(time < .milliseconds(500), "\(time)")
    }
  }

  @Test func `no write waits for the disk`() async throws {
    try await withTemporaryDirectory { directory in
      let journal = try Journal(path: directory + "/journal.db")
      let modes = try await journal.database.read { database in
        try (
          String.fetchOne(database, sql: "PRAGMA journal_mode"), Int.fetchOne(database, sql: "PRAGMA synchronous")
        )
      }
      #expect(modes.0 == "wal" && modes.1 == 1, "a commit syncs at FULL (2), at NORMAL (1) only a checkpoint does")
    }
  }

  private func live(_ journal: Journal, _ session: SessionID, _ number: Int) async throws {
    let id = try await journal.begin(.sample(in: session, number: number))
    try await journal.sent(id, at: 101)
    try await journal.accepted(id, requestID: "r", statusURL: "s", responseURL: "r", cancelURL: "c", at: 102)
    try await journal.moved(id, to: .running, at: 103)
    try await journal.finished(id, output: ["images": [["url": "https://example.com/a.png"]]], at: 104)
  }
}
