import Foundation
import GRDB
import JSON
import Testing

@testable import Journal

@Suite struct `A journal of an earlier release` {
  /// Every release that there was: by how many migrations it knew.
  @Test(arguments: 2..<Migration.all.count) func `is brought up to date with all that is in it`(_ known: Int)
    async throws
  {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      try Self.make(at: path, migrations: known)
      let journal = try Journal(path: path)
      let job = try #require(try journal.jobs().first)
      #expect(job.state == .done && job.input == ["prompt": "a fox"] && job.output == "here")
      #expect(try journal.jobs(JobQuery(text: "fox")).map(\.id) == [job.id], "it can be searched")
      #expect(try journal.session(job.session)?.name == "old" && journal.health().damages == [])
      #expect(try journal.sessions(.prompt).count == 1)
    }
  }

  @Test func `keeps what its jobs were made from`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      let queue = try Self.make(at: path, migrations: 2)
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO job (session, number, endpointID, input, origin, sourceLine, startedAt, changedAt)
            VALUES (1, 2, 'm', '{}', 'o', 'l', 1, 1);
            INSERT INTO jobParent VALUES (2, 0, 1)
            """)
      }
      #expect(try Journal(path: path).record(of: JobID(rawValue: 2)).parents == [.job(JobID(rawValue: 1))])
    }
  }

  @discardableResult
  private static func make(at path: String, migrations: Int) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path)
    var migrator = DatabaseMigrator()
    for migration in Migration.all.prefix(migrations) {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    try migrator.migrate(queue)
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO session (name, startedAt) VALUES ('old', 1);
          INSERT INTO job (
            session, number, endpointID, input, origin, sourceLine, state, output, startedAt, endedAt, changedAt
          ) VALUES (1, 1, 'm', '{"prompt":"a fox"}', 'o', 'l', 'done', '"here"', 1, 2, 2);
          """)
      if migrations > 3 {
        try database.execute(sql: "INSERT INTO jobText (rowid, text) SELECT id, \(Journal.searchedText) FROM job")
      }
    }
    return queue
  }
}
