import Foundation
import JSON
import Journal
import Testing

/// Where a journal is: everything must hold in both places.
enum Place: CaseIterable, Sendable {
  case memory, file

  func withJournal(_ body: (Journal) async throws -> Void) async throws {
    switch self {
    case .memory: try await body(Journal.inMemory())
    case .file: try await withTemporaryDirectory { try await body(Journal(path: $0 + "/journal.db")) }
    }
  }
}

/// A directory for one test, gone when it ends.
func withTemporaryDirectory(_ body: (String) async throws -> Void) async throws {
  let path = NSTemporaryDirectory() + "/journal-tests-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try await body(path)
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
  /// A job is seen in another state, and that is written.
  func moved(_ id: JobID, to state: JobState, at date: Double) async throws {
    try await withCheckedContinuation { continuation in
      moved(id, to: state, at: date) { continuation.resume(returning: $0) }
    }.get()
  }

  /// A job of a session of its own.
  func beginSample(input: JSON = ["prompt": "a fox"]) async throws -> JobID {
    try await begin(.sample(in: beginSession(at: 90), input: input))
  }

  func record(of id: JobID) throws -> JobRecord { try #require(try job(id)) }
}

extension Sequence {
  func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
