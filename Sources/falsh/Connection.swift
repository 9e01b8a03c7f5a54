import FalClient
import FalProtocol
import Sandbox
import Shell

/// Which platform the program speaks to, and how it gets there.
struct Connection: Sendable {
  let kind: Platform.Kind
  private let variables: [String: String]
  private let openFileLimit: Int
  /// What stands between the client and the network, or in its place.
  private let tape: Tape?

  /// `--sandbox` and `--host` first, then `FALSH_HOST`; the prompt without a
  /// key is in the sandbox.
  init(options: FalshCommand, world: World, isInteractive: Bool, tape: Tape?) throws(UsageError) {
    variables = world.variables
    openFileLimit = world.openFileLimit
    self.tape = tape
    if let recorded = tape?.recordedKind {
      kind = recorded
      return
    }
    let named = options.host ?? world.variables["FALSH_HOST"].flatMap { $0.isEmpty ? nil : $0 }
    if options.sandbox, options.host != nil { throw UsageError("--sandbox and --host exclude each other") }
    if let named, !options.sandbox {
      guard WireURL(named) != nil else { throw UsageError("'\(named)' is no origin like https://host:port") }
      kind = .host(named)
    } else {
      let hasKey = Credentials(environment: world.variables) != nil
      kind = options.sandbox || (isInteractive && !hasKey) ? .sandbox : .live
    }
  }

  func platform(sandbox: SandboxHolder) -> Platform {
    Platform(kind: kind, keepsFacts: tape == nil, connectionsPerHost: connectionsPerHost) {
      let credentials = Credentials(environment: variables)
      if let replay = tape?.replay { return client(replay.origins, nil, replay.transport) }
      switch kind {
      case .sandbox:
        let origin = try await sandbox.origin()
        return client(.single(origin), nil, transport(kind, origin))
      case .host(let text):
        guard let origin = WireURL(text) else { throw CancellationError() }
        return client(.single(origin), credentials, transport(kind, origin))
      case .live:
        guard let credentials else { throw Platform.Obstacle.noKey }
        do {
          return client(try Origins.fal(environment: variables), credentials, transport(kind, nil))
        } catch let error as Origins.BadHost {
          throw Platform.Obstacle.badHost(variable: error.variable, value: error.value)
        }
      }
    }
  }

  /// The network, recorded if that is wanted.
  private func transport(_ kind: Platform.Kind, _ origin: WireURL?) -> any Transport {
    let network = AsyncHTTPTransport(environment: variables, connectionsPerHost: connectionsPerHost)
    return tape?.recording(network, of: kind, at: origin) ?? network
  }

  private var connectionsPerHost: Int {
    OpenFiles.connections(within: openFileLimit, ends: kind == .sandbox ? 2 : 1)
  }

  private func client(
    _ origins: Origins, _ credentials: Credentials?, _ transport: any Transport
  ) -> FalClient {
    let replay = tape?.replay
    var pause: (@Sendable (Duration) async throws -> Void)?
    var now: (@Sendable () -> Duration)?
    if let time = replay?.time {
      pause = { try await time.pause($0) }
      now = { .seconds(time.now) }
    }
    // What was waited at random is part of what a replay waits for.
    let spread = replay == nil ? 1.0 : 0
    return FalClient(
      origins: origins, credentials: credentials, needsKey: kind == .live && replay == nil, transport: transport,
      clock: ContinuousClock(), now: now, pause: pause, random: { Double.random(in: 0..<1) * spread },
      userAgent: "falsh/0.1.0")
  }
}

/// The sandbox of this process: started when something is first asked of it.
actor SandboxHolder {
  private let clock: SandboxClock
  private var server: SandboxServer?

  init(clock: SandboxClock) { self.clock = clock }

  func origin() async throws -> WireURL {
    let server = try await started()
    guard let url = WireURL(server.origin) else { throw CancellationError() }
    return url
  }

  private func started() async throws -> SandboxServer {
    if let server { return server }
    let server = try await SandboxServer.start(SandboxConfiguration(ownRunBy: clock))
    self.server = server
    return server
  }

  func stop() async { await server?.stop() }
}
