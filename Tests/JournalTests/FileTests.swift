import Foundation
import JSON
import Journal
import Testing

@Suite struct `The journal's file` {
  @Test func `is its user's alone, with the directories made for it`() async throws {
    try await withTemporaryDirectory { directory in
      let journal = try Journal(path: directory + "/state/falsh/journal.db")
      _ = try await journal.beginSample()
      #expect(mode(of: directory + "/state") == 0o700)
      #expect(mode(of: directory + "/state/falsh") == 0o700)
      for suffix in ["", "-wal", "-shm"] { #expect(mode(of: directory + "/state/falsh/journal.db" + suffix) == 0o600) }
    }
  }

  @Test func `is found again with all that was in it`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      let id = try await Journal(path: path).beginSample()
      #expect(try Journal(path: path).record(of: id).state == .notSent)
    }
  }

  @Test func `is shared by journals open at once`() async throws {
    try await withTemporaryDirectory { directory in
      let (one, other) = (try Journal(path: directory + "/a.db"), try Journal(path: directory + "/a.db"))
      let id = try await one.beginSample()
      try await other.sent(id, at: 5)
      #expect(try one.record(of: id).sentAt == 5)
    }
  }

  @Test func `holds what was written when the process was killed`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      let journal = try Journal(path: path)
      let id = try await journal.beginSample()
      try await journal.accepted(id, requestID: "r1", statusURL: nil, responseURL: nil, cancelURL: nil, at: 5)
      // A copy of an open file, its side files as they are, is what a kill
      // leaves behind.
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: directory + "/killed.db" + suffix)
      }
      #expect(try Journal(path: directory + "/killed.db").record(of: id).requestID == "r1")
      #expect(try journal.record(of: id).requestID == "r1")
    }
  }

  @Test func `cut short within its last write loses that write only`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      let journal = try Journal(path: path)
      let first = try await journal.beginSample()
      let second = try await journal.beginSample()
      let wal = try Data(contentsOf: URL(filePath: path + "-wal"))
      try FileManager.default.copyItem(atPath: path, toPath: directory + "/cut.db")
      try wal.dropLast(100).write(to: URL(filePath: directory + "/cut.db-wal"))
      let cut = try Journal(path: directory + "/cut.db")
      let kept = try (cut.job(first), cut.job(second))
      #expect(kept.0 != nil && kept.1 == nil)
    }
  }

  @Test(.timeLimit(.minutes(5))) func `may be made by many at once, and all write`() async throws {
    let directory = NSTemporaryDirectory() + "/journal-tests-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          let journal = try Journal(path: directory + "/journal.db")
          for _ in 0..<20 { _ = try await journal.beginSample() }
        }
      }
      try await group.waitForAll()
    }
    #expect(try Journal(path: directory + "/journal.db").jobs().count == 160)
  }

  /// Whoever comes while the first table is being made must not take the
  /// journal for broken, which is a matter of microseconds: hence so often.
  @Test(.timeLimit(.minutes(5))) func `is never missed by whoever comes while it is made`() async throws {
    let directory = NSTemporaryDirectory() + "/journal-tests-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    for round in 0..<100 {
      try await withThrowingTaskGroup { group in
        for _ in 0..<4 { group.addTask { _ = try Journal(path: directory + "/\(round).db") } }
        try await group.waitForAll()
      }
    }
  }

  private func mode(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
  }
}
