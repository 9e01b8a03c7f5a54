import Foundation

/// `falsh serve`, for the time of a test.
struct Server: Sendable {
  let origin: String

  /// - Parameters:
  ///   - pace: 0 makes everything at once, 1 takes its time.
  ///   - port: 0: any that is free.
  static func run<Result: Sendable>(
    pace: Double = 0, port: Int = 0, _ body: (Server) async throws -> Result
  ) async throws -> Result {
    let room = try Room()
    let running = try room.start([Project.program, "serve", "--port", "\(port)", "--pace", "\(pace)"])
    defer {
      running.child.send(SIGKILL)
      _ = try? running.child.wait()
    }
    try await running.until { $0.errorText.contains("Ctrl-C") }
    let words = running.errorText.split { " \n".contains($0) }
    return try await body(Server(origin: words.first { $0.hasPrefix("http://") }.map(String.init) ?? ""))
  }

  var port: Int { origin.split(separator: ":").last.flatMap { Int($0) } ?? 0 }
}
