import Foundation
import GRDB
import JSON
import RandomTesting
import Testing

@testable import Journal

@Suite struct `A journal that cannot be used` {
  @Test(arguments: ["not a database", String(repeating: "SQLite format 3", count: 1_000)])
  func `is corrupt if its file is something else`(_ content: String) async throws {
    try await withTemporaryDirectory { directory in
      try Data(content.utf8).write(to: URL(filePath: directory + "/journal.db"))
      #expect(throws: JournalError.corrupt) { try Journal(path: directory + "/journal.db") }
      #expect(try String(contentsOfFile: directory + "/journal.db", encoding: .utf8) == content)
    }
  }

  @Test func `cannot be opened where no file can be`() async throws {
    try await withTemporaryDirectory { directory in
      try Data().write(to: URL(filePath: directory + "/file"))
      #expect(throws: JournalError.cannotOpen(errno: ENOTDIR)) { try Journal(path: directory + "/file/journal.db") }
      #expect(throws: JournalError.cannotOpen(errno: nil)) { try Journal(path: directory) }
      #expect(throws: JournalError.self) { try Journal(path: "") }
    }
  }

  @Test func `is of a newer schema if it knows migrations that are not ours`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      try Journal(path: path).database.write { database in
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('jobs have moods')")
      }
      #expect(throws: JournalError.newerSchema) { try Journal(path: path) }
    }
  }

  @Test(arguments: ["input", "state"]) func `is corrupt if a row cannot be what was written`(_ column: String)
    async throws
  {
    let journal = try Journal.inMemory()
    let id = try await journal.beginSample()
    try await journal.database.write { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON; UPDATE job SET \(column) = '{'")
    }
    #expect(throws: JournalError.corrupt) { try journal.job(id) }
    #expect(throws: JournalError.corrupt) { try journal.jobs() }
  }

  @Test func `may be full, and is whole again when there is room`() async throws {
    let journal = try Journal.inMemory()
    let id = try await journal.beginSample()
    let big = JSON.string(String(repeating: "x", count: 100_000))
    try limitPages(of: journal, to: 1)
    await #expect(throws: JournalError.diskFull) { try await journal.finished(id, output: big, at: 2) }
    #expect(try journal.record(of: id).state == .notSent)
    try limitPages(of: journal, to: 10_000)
    try await journal.finished(id, output: big, at: 2)
    #expect(try journal.record(of: id).state == .done)
  }

  @Test func `may be read if it cannot be written`() async throws {
    let journal = try Journal.inMemory()
    let id = try await journal.beginSample()
    try await journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
    await #expect(throws: JournalError.readOnly) { try await journal.sent(id, at: 2) }
    #expect(try journal.record(of: id).state == .notSent)
  }

  @Test func `is busy if another writes for too long`() async throws {
    try await withTemporaryDirectory { directory in
      let (one, other) = (try Journal(path: directory + "/a.db"), try Journal(path: directory + "/a.db"))
      try other.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 1") }
      try one.database.write { (_: Database) -> Void in
        #expect(throws: JournalError.busy) { try other.beginSession(at: 1) }
      }
      _ = try other.beginSession(at: 1)
    }
  }

  @Test func `never traps, whichever bytes of its file are damaged`() async throws {
    try await withTemporaryDirectory { directory in
      let original = directory + "/journal.db"
      try await fill(Journal(path: original))
      let bytes = try Data(contentsOf: URL(filePath: original))
      var generator = SeededGenerator(state: 11)
      for round in 0..<60 {
        let path = directory + "/\(round).db"
        var damaged = bytes
        for _ in 0..<8 {
          damaged[Int.random(in: 16..<damaged.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        try damaged.write(to: URL(filePath: path))
        _ = try? await use(Journal(path: path))
      }
    }
  }

  /// Leaves nothing in the side file, which would heal the damage.
  private func fill(_ journal: Journal) async throws {
    let session = try journal.beginSession(at: 1)
    var parents: [JobParent] = []
    for number in 1...40 {
      parents.append(.job(try await journal.begin(.sample(in: session, number: number, parents: parents.suffix(2)))))
    }
    try journal.storeDocument(kind: .price, key: "k", origin: "o", text: "{}", at: 1)
    try await journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  private func use(_ journal: Journal) async throws {
    _ = try? journal.jobs()
    _ = try? journal.sessions()
    _ = try? journal.document(kind: .price, key: "k", origin: "o")
    _ = try? await journal.beginSample()
    _ = try? await journal.finished(JobID(rawValue: 7), output: .null, at: 2)
  }

  private func limitPages(of journal: Journal, to count: Int) throws {
    try journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
  }
}
