import FalClient
import FalProtocol
import JSON
import Sandbox

/// The sandbox in this process, in which every request takes the same time,
/// and a client to it.
struct BenchServer: Sendable {
  static let requestDuration = Duration.milliseconds(500)
  static let model = "fal-ai/z-image/turbo"

  private let server: SandboxServer
  private let client: FalClient
  private let endpoint: EndpointID

  static func start() async throws -> BenchServer {
    var configuration = SandboxConfiguration()
    configuration.requestDuration = requestDuration
    let server = try await SandboxServer.start(configuration)
    guard let origin = WireURL(server.origin) else { throw SandboxError.portUnavailable(configuration.port) }
    let client = FalClient(
      origins: .single(origin), credentials: Credentials(key: "bench:key"),
      transport: AsyncHTTPTransport(environment: [:]), clock: ContinuousClock(),
      random: { Double.random(in: 0..<1) }, userAgent: "falsh-bench")
    return BenchServer(server: server, client: client, endpoint: try EndpointID(model))
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

  /// One generation, as the client makes it: submit, status stream, result.
  /// Its picture is so small that drawing it takes no time.
  func generate(seed: Int = 1) async throws {
    let input: JSON = [
      "prompt": "a fox", "seed": JSON(seed), "image_size": ["width": 64, "height": 64],
    ]
    let acceptance = try await client.submit(input, to: endpoint)
    for try await _ in client.updates(of: acceptance, logs: false) {}
    _ = try await client.result(of: acceptance)
  }
}
