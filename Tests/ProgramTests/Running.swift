import Foundation

/// A program on its way, its streams in files.
struct Running: Sendable {
  let child: Child
  fileprivate(set) var output: String
  fileprivate(set) var error: String

  init(child: Child, output: String, error: String) {
    self.child = child
    self.output = output
    self.error = error
  }

  /// What it wrote so far.
  var outputText: String { Self.text(of: output) }
  var errorText: String { Self.text(of: error) }

  /// Waits for the end.
  func end(seconds: Double = 40) throws -> Room.Ended {
    let status = try child.wait(seconds: seconds)
    return Room.Ended(status: status, output: outputText, error: errorText)
  }

  /// Waits until `condition` holds.
  /// - Throws: `NeverSo` after two minutes.
  func until(_ condition: @escaping @Sendable (Running) -> Bool) async throws {
    try await blocking { [self] in
      let end = Date(timeIntervalSinceNow: 120)
      while !condition(self) {
        guard Date() < end else { throw NeverSo(output: outputText, error: errorText) }
        usleep(5000)
      }
    }
  }

  struct NeverSo: Error {
    let output: String
    let error: String
  }

  private static func text(of path: String) -> String {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
