import Dispatch
import GRDB
import JSON
import Synchronization
import Testing

@testable import Journal

@Suite struct `Steps of many jobs at one time` {
  @Test func `share a few transactions`() async throws {
    let journal = try Journal.inMemory()
    let session = try journal.beginSession(at: 1)
    let jobs = try await (1...200).asyncMap { try await journal.begin(.sample(in: session, number: $0)) }
    let begun = try await transactions(of: journal)
    // While somebody writes, all the others come.
    try await journal.database.writeWithoutTransaction { _ in
      for job in jobs { journal.moved(job, to: .running, at: 3) }
    }
    try await journal.sent(jobs[0], at: 4)
    #expect(try journal.jobs(states: [.running]).count == 200)
    #expect(begun.count < 10)
  }

  @Test func `take nobody along when one of them fails`() async throws {
    let journal = try Journal.inMemory()
    let session = try journal.beginSession(at: 1)
    let jobs = try await (1...20).asyncMap { try await journal.begin(.sample(in: session, number: $0)) }
    let nobody = JobID(rawValue: 4711)
    let failures = Mutex<[JournalError]>([])
    try await journal.database.writeWithoutTransaction { _ in
      for job in jobs[..<10] + [nobody] + jobs[10...] {
        journal.moved(job, to: .running, at: 3) { outcome in
          if case .failure(let error) = outcome { failures.withLock { $0.append(error) } }
        }
      }
    }
    try await journal.sent(jobs[0], at: 4)
    #expect(failures.withLock { $0 } == [.unknownJob(nobody)])
    #expect(try journal.jobs(states: [.running]).count == 20)
  }

  @Test func `come in the order of their calls`() async throws {
    let journal = try Journal.inMemory()
    let job = try await journal.beginSample()
    try await journal.database.writeWithoutTransaction { _ in
      journal.moved(job, to: .running, at: 3)
      journal.moved(job, to: .cancelled, at: 4)
      journal.moved(job, to: .running, at: 5)
    }
    try await journal.sent(job, at: 6)
    let record = try journal.record(of: job)
    #expect(record.state == .cancelled && record.runningAt == 3 && record.endedAt == 4)
  }

  @Test func `wait together for another process, and not one after the other`() async throws {
    try await withTemporaryDirectory { directory in
      let (own, other) = (try Journal(path: directory + "/j.db"), try Journal(path: directory + "/j.db"))
      let session = try own.beginSession(at: 1)
      let jobs = try await (1...12).asyncMap { try await own.begin(.sample(in: session, number: $0)) }
      try await own.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 50") }
      let begun = try await transactions(of: own)
      let outcomes = Mutex<[Result<Void, JournalError>]>([])
      let ended = DispatchSemaphore(value: 0)
      try await other.database.write { (_: Database) -> Void in
        for job in jobs {
          own.moved(job, to: .running, at: 3) { outcome in
            outcomes.withLock { $0.append(outcome) }
            ended.signal()
          }
        }
        for _ in jobs { ended.wait() }
      }
      #expect(outcomes.withLock { $0 }.allSatisfy { if case .failure(.busy) = $0 { true } else { false } })
      #expect(begun.count <= 3)
      try await own.moved(jobs[0], to: .running, at: 4)
      #expect(try own.record(of: jobs[0]).state == .running)
    }
  }

  private final class Count: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }
  }

  /// How many transactions the journal begins from now on.
  private func transactions(of journal: Journal) async throws -> Count {
    let begun = Count()
    try await journal.database.write { database in
      database.trace { event in
        if case .statement(let statement) = event, statement.sql.hasPrefix("BEGIN") { begun.add() }
      }
    }
    return begun
  }
}
