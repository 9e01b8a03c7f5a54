import Sandbox

/// The sandbox in this process, in which every request takes the same time,
/// and a client to it.
struct BenchServer: Sendable {
  static let requestDuration = Duration.milliseconds(500)

  let client: BenchClient
  private let server: SandboxServer

  static func start() async throws -> BenchServer {
    var configuration = SandboxConfiguration(clock: .machine)
    configuration.requestDuration = requestDuration
    let server = try await SandboxServer.start(configuration)
    return BenchServer(client: try BenchClient(origin: server.origin), server: server)
  }

  var origin: String { server.origin }

  func stop() async {
    await client.shutdown()
    await server.stop()
  }

  /// The time of `body`, and the requests that came in meanwhile.
  func measure(_ body: () async throws -> Void) async throws -> (time: Duration, requests: Int) {
    let before = server.requestCount
    let time = try await ContinuousClock().measure { try await body() }
    return (time, server.requestCount - before)
  }
}
