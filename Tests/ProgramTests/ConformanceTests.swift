import Foundation
import Testing

/// The official Python client against the sandbox, and its requests beside
/// ours: the tests in `Tests/Conformance`, run by pytest.
@Suite struct ConformanceTests {
  /// Made by `.ci/install --tests`.
  private static let python = Project.root + "/.build/python/bin/python"

  /// Where the client is not installed there is nothing to compare with; CI
  /// installs it.
  private static var isWanted: Bool {
    FileManager.default.isExecutableFile(atPath: python) || ProcessInfo.processInfo.environment["CI"] != nil
  }

  @Test(.enabled(if: isWanted, "the official client is installed by .ci/install --tests"))
  func officialClientAgrees() async throws {
    let room = try Room(["FALSH_PROGRAM": Project.program, "PYTHONDONTWRITEBYTECODE": "1"])
    let folder = Project.root + "/Tests/Conformance"
    let words = [Self.python, "-m", "pytest", "--quiet", "--tb=short", "-p", "no:cacheprovider", folder]
    let ended = try await room.run(words, seconds: 300)
    #expect(ended.status == 0, "\(ended.output.suffix(4000))\(ended.error.suffix(1000))")
  }
}
