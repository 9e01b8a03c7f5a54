import GRDB
import JSON
import Synchronization
import Testing

@testable import Journal

/// However many jobs there are, a list reads those that it gives.
@Suite struct `The journal is never read from end to end` {
  /// All ways to ask for jobs: each condition given or not.
  private static let queries: [JobQuery] = (0..<32).map { bits in
    JobQuery(
      session: bits & 1 != 0 ? SessionID(rawValue: 1) : nil, states: bits & 2 != 0 ? [.queued, .done] : nil,
      model: bits & 4 != 0 ? "turbo" : nil, from: bits & 8 != 0 ? 50 : nil, to: bits & 8 != 0 ? 500 : nil,
      text: bits & 16 != 0 ? "fox" : nil, limit: 50)
  }

  @Test(arguments: queries) func `for a list of jobs`(_ query: JobQuery) async throws {
    let scans = try await scans { journal in
      let found = try journal.jobs(query)
      #expect(found.count == 1)
    }
    #expect(scans.filter { !Self.isOrdered($0, query) } == [])
  }

  @Test func `for one state, or for what is unfinished`() async throws {
    let scans = try await scans { journal in
      for state in JobState.allCases { _ = try journal.jobs(JobQuery(states: [state], limit: 50)) }
      _ = try journal.jobs(JobQuery(states: Set(JobState.allCases.filter { !$0.isFinal }), limit: 50))
    }
    #expect(scans == [])
  }

  @Test func `at the start, for a session, a request, a step, a file or a note`() async throws {
    let scans = try await scans { journal in
      _ = try journal.takeUp(origin: "fal.ai", at: 3)
      _ = try journal.sessions(.prompt, limit: 1)
      _ = try journal.session(named: "fox")
      _ = try journal.session(SessionID(rawValue: 1))
      _ = try journal.numberedJobs(of: SessionID(rawValue: 1))
      _ = try journal.bindings(of: SessionID(rawValue: 1))
      _ = try journal.job(requestID: "r", origin: "fal.ai")
      _ = try journal.jobs(step: "key", origin: "fal.ai")
      _ = try journal.document(of: JobID(rawValue: 1))
      _ = try journal.document(ofScript: "/a.fal", endpointID: "m", origin: "fal.ai")
      _ = try journal.jobs(keptAs: "hash")
      _ = try journal.keptFile(url: "https://a/b.png")
      _ = try journal.files(hash: "hash")
      _ = try journal.files(url: "https://a/b.png")
      _ = try journal.notes(on: "r")
      _ = try journal.wantsCopies(of: JobID(rawValue: 1))
      _ = try journal.upload(hash: "hash", origin: "fal.ai", now: 3)
      _ = try journal.hasUpload(ofSize: 1 << 24, origin: "fal.ai")
    }
    #expect(scans == [])
  }

  /// What is read from end to end of a table while `body` runs, in SQLite's
  /// words.
  private func scans(_ body: (Journal) async throws -> Void) async throws -> [String] {
    let journal = try Journal.inMemory()
    let session = try journal.beginSession(at: 1)
    try await journal.finished(journal.begin(.sample(in: session)), output: "here", at: 2)
    let statements = Mutex<[String]>([])
    try await journal.database.write { database in
      database.trace { event in
        if case .statement(let statement) = event { statements.withLock { $0.append(statement.expandedSQL) } }
      }
    }
    try await body(journal)
    try await journal.database.write { $0.trace(options: []) }
    let asked = statements.withLock { $0 }.filter { $0.hasPrefix("SELECT") }
    #expect(!asked.isEmpty)
    return try await journal.database.read { database in
      try asked.flatMap { sql in
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { try $0.text("detail") }
      }.filter(Self.isScan)
    }
  }

  /// Whether all of a table is read: not what another query has given, and
  /// not what the index of words finds.
  private static func isScan(_ step: String) -> Bool {
    let given = ["(", "own", "model", "CONSTANT ROW", "jobText VIRTUAL", "jobWord VIRTUAL"]
    return step.hasPrefix("SCAN ") && !given.contains { step.dropFirst("SCAN ".count).hasPrefix($0) }
  }

  /// Nothing but the latest is asked for: an index gives them in order, and
  /// no more than that.
  private static func isOrdered(_ step: String, _ query: JobQuery) -> Bool {
    query == JobQuery(limit: 50) && step == "SCAN job USING COVERING INDEX jobByStart"
  }
}
