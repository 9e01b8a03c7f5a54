import GRDB
import JSON
import Testing

@testable import Journal

@Suite(.serialized) struct `The journal's speed` {
  /// Measured: 0.7 ms a job, on two cores in a debug build. The bound has
  /// room for a loaded machine.
  @Test(.timeLimit(.minutes(5))) func `a job's whole life takes a few milliseconds on file`() throws {
    try Place.file.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      let lives = 200
      let time = try ContinuousClock().measure {
        for number in 1...lives { try live(journal, session, number) }
      }
      let milliseconds = time / .milliseconds(1) / Double(lives)
      #expect(milliseconds < 50, "\(milliseconds) ms a job")
    }
  }

  @Test(.timeLimit(.minutes(5))) func `an old journal is opened and asked as fast as a new one`() throws {
    try withTemporaryDirectory { directory in
      let journal = try Journal(path: directory + "/journal.db")
      let session = try journal.beginSession(at: 1)
      for number in 1...2_000 { _ = try journal.begin(.sample(in: session, number: number)) }
      let time = try ContinuousClock().measure {
        _ = try Journal(path: directory + "/journal.db").jobs(states: [.running], limit: 20)
      }
      #expect(time < .milliseconds(500), "\(time)")
    }
  }

  @Test func `no write waits for the disk`() throws {
    try withTemporaryDirectory { directory in
      let journal = try Journal(path: directory + "/journal.db")
      let modes = try journal.database.read { database in
        try (
          String.fetchOne(database, sql: "PRAGMA journal_mode"), Int.fetchOne(database, sql: "PRAGMA synchronous")
        )
      }
      #expect(modes.0 == "wal" && modes.1 == 1, "a commit syncs at FULL (2), at NORMAL (1) only a checkpoint does")
    }
  }

  private func live(_ journal: Journal, _ session: SessionID, _ number: Int) throws {
    let id = try journal.begin(.sample(in: session, number: number))
    try journal.sent(id, at: 101)
    try journal.accepted(id, requestID: "r", statusURL: "s", responseURL: "r", cancelURL: "c", at: 102)
    try journal.moved(id, to: .running, at: 103)
    try journal.finished(id, output: ["images": [["url": "https://example.com/a.png"]]], at: 104)
  }
}
