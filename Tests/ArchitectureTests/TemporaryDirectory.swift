import Foundation

/// A directory for one test, gone when it ends.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
  let directory = try makeTemporaryDirectory()
  defer { try? FileManager.default.removeItem(atPath: directory) }
  try body(directory)
}

func withTemporaryDirectory(_ body: (String) async throws -> Void) async throws {
  let directory = try makeTemporaryDirectory()
  defer { try? FileManager.default.removeItem(atPath: directory) }
  try await body(directory)
}

private func makeTemporaryDirectory() throws -> String {
  let path = NSTemporaryDirectory() + "/architecture-tests-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  return path
}
