import FalClient
import FalProtocol
import JSON

/// The client alone: generations without the shell, its journal and its
/// process.
struct BenchClient: Sendable {
  static let model = "fal-ai/z-image/turbo"

  /// The call of a picture so small that drawing it takes no time.
  /// - Parameter seed: as it stands in a script.
  static func call(seed: String) -> String {
    "\(model) \"a fox\" seed=\(seed) image_size={width: 64, height: 64}"
  }

  private let client: FalClient
  private let endpoint: EndpointID

  struct NoOrigin: Error {}

  /// - Parameter origin: of a sandbox.
  init(origin: String) throws {
    guard let url = WireURL(origin) else { throw NoOrigin() }
    let connections = OpenFiles.connections(within: OpenFiles.raiseLimit())
    client = FalClient(
      origins: .single(url), credentials: Credentials(key: "bench:key"),
      transport: AsyncHTTPTransport(environment: [:], connectionsPerHost: connections), clock: ContinuousClock(),
      random: { Double.random(in: 0..<1) }, userAgent: "falsh-bench")
    endpoint = try EndpointID(Self.model)
  }

  func shutdown() async { await client.shutdown() }

  /// One generation, as the client makes it: submit, status stream, result.
  func generate(seed: Int = 1) async throws {
    let input: JSON = [
      "prompt": "a fox", "seed": JSON(seed), "image_size": ["width": 64, "height": 64],
    ]
    let acceptance = try await client.submit(input, to: endpoint)
    try await client.follow(acceptance, logs: false) { _ in }
    _ = try await client.result(of: acceptance)
  }

  /// So many at once.
  func generate(count: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seed in 1...count { group.addTask { try await generate(seed: seed) } }
      try await group.waitForAll()
    }
  }
}
