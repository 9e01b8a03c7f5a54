import Foundation
import JSON
import Journal
import Testing

/// Where a journal is: everything must hold in both places.
enum Place: CaseIterable, Sendable {
  case memory, file

  func withJournal(_ body: (Journal) throws -> Void) throws {
    switch self {
    case .memory: try body(Journal.inMemory())
    case .file: try withTemporaryDirectory { directory in try body(Journal(path: directory + "/journal.db")) }
    }
  }
}

/// A directory for one test, gone when it ends.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
  let path = NSTemporaryDirectory() + "/journal-tests-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}

/// The same for a test that waits.
final class TemporaryPath: Sendable {
  let path = NSTemporaryDirectory() + "/journal-tests-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension NewJob {
  static func sample(
    in session: SessionID, number: Int = 1, input: JSON = ["prompt": "a fox"], parents: [JobParent] = [],
    startedAt: Double = 100
  ) -> NewJob {
    NewJob(
      session: session, number: number, endpointID: "fal-ai/z-image/turbo", input: input, parents: parents,
      origin: "fal.ai", sourceLine: "fal-ai/z-image/turbo \"a fox\"", startedAt: startedAt)
  }
}

extension Journal {
  /// A job of a session of its own.
  func beginSample(input: JSON = ["prompt": "a fox"]) throws -> JobID {
    try begin(.sample(in: beginSession(at: 90), input: input))
  }

  func record(of id: JobID) throws -> JobRecord { try #require(try job(id)) }
}
