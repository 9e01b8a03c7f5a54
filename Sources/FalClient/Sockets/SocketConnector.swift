import FalProtocol
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import Synchronization

/// Opens one socket: name, connection, proxy, TLS, and the handshake of
/// RFC 6455.
struct SocketConnector: Sendable {
  /// The most that one message may hold, in bytes.
  private static let mostBytes = 64 << 20

  let request: WireRequest
  let proxy: ProxyRules.Proxy?
  /// nil: without TLS.
  let tls: NIOSSLContext?
  /// For the connection alone.
  let connectTimeout: TimeAmount

  private var host: String { request.url.host }

  /// - Throws: `TransportFault`.
  func open() async throws(TransportFault) -> SocketOpening {
    guard proxy?.isSOCKS != true else { throw TransportFault(.proxy, host: host) }
    let obstacle = Obstacle()
    do {
      let upgrade = try await connect(noting: obstacle)
      return try await withTaskCancellationHandler {
        try await opening(of: upgrade.result.get(), over: upgrade.channel)
      } onCancel: {
        upgrade.channel.close(promise: nil)
      }
    } catch {
      if Task.isCancelled { throw TransportFault(.cancelled, host: host) }
      throw TransportFault(obstacle.first ?? error, host: host)
    }
  }

  private enum Upgrade: Sendable {
    case open(SocketInbox)
    case refused(EventLoopFuture<WireResponse>)
  }

  private func opening(of upgrade: Upgrade, over channel: any Channel) async throws -> SocketOpening {
    switch upgrade {
    case .open(let inbox): return .open(ChannelSocket(channel: channel, inbox: inbox, host: host))
    case .refused(let answer):
      let response = try await answer.get()
      channel.close(promise: nil)
      return .refused(response)
    }
  }

  private func connect(
    noting obstacle: Obstacle
  ) async throws -> (channel: any Channel, result: EventLoopFuture<Upgrade>) {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(connectTimeout)
      .connect(host: proxy?.host ?? bareHost, port: proxy?.port ?? request.url.effectivePort) { channel in
        channel.eventLoop.makeCompletedFuture {
          let promise = channel.eventLoop.makePromise(of: Upgrade.self)
          do { try prepare(channel, obstacle, promise) } catch { promise.fail(error) }
          return (channel, promise.futureResult)
        }
      }
  }

  /// An IPv6 address without its brackets.
  private var bareHost: String { host.filter { $0 != "[" && $0 != "]" } }

  private func prepare(
    _ channel: any Channel, _ obstacle: Obstacle, _ promise: EventLoopPromise<Upgrade>
  ) throws {
    guard let proxy else { return try addHandshake(to: channel, obstacle, promise) }
    let greeting = ProxyGreeting(proxy: proxy, target: "\(host):\(request.url.effectivePort)") { outcome in
      do {
        try outcome.get()
        try addHandshake(to: channel, obstacle, promise)
      } catch {
        promise.fail(error)
      }
    }
    try channel.pipeline.syncOperations.addHandler(greeting)
  }

  // MARK: The handshake

  private func addHandshake(
    to channel: any Channel, _ obstacle: Obstacle, _ promise: EventLoopPromise<Upgrade>
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    if let tls {
      try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: bareHost.isAddress ? nil : bareHost))
    }
    let upgrader = NIOTypedWebSocketClientUpgrader<Upgrade>(maxFrameSize: Self.mostBytes) { channel, _ in
      channel.eventLoop.makeCompletedFuture { .open(try addMessages(to: channel)) }
    }
    let upgrade = NIOTypedHTTPClientUpgradeConfiguration(upgradeRequestHead: head, upgraders: [upgrader]) { channel in
      channel.eventLoop.makeCompletedFuture {
        let answer = channel.eventLoop.makePromise(of: WireResponse.self)
        try channel.pipeline.syncOperations.addHandler(AnswerCollector(answer))
        return .refused(answer.futureResult)
      }
    }
    var configuration = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
    // The first message may follow the answer in the same packet.
    configuration.leftOverBytesStrategy = .forwardBytes
    let upgraded = try pipeline.configureUpgradableHTTPClientPipeline(configuration: configuration)
    try pipeline.addHandler(ObstacleHandler(obstacle))
    upgraded.cascade(to: promise)
  }

  private func addMessages(to channel: any Channel) throws -> SocketInbox {
    let inbox = SocketInbox()
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(readTimeout: SocketHandler.silence), position: .first)
    try pipeline.addHandler(
      NIOWebSocketFrameAggregator(
        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 4096, maxAccumulatedFrameSize: Self.mostBytes))
    try pipeline.addHandler(SocketHandler(inbox: inbox, host: host))
    return inbox
  }

  private var head: HTTPRequestHead {
    var headers = HTTPHeaders([("host", request.url.authority)])
    for field in request.headers.fields { headers.add(name: field.name, value: field.value) }
    let path = request.url.path.isEmpty ? "/" : request.url.path
    let target = path + (request.url.query.map { "?" + $0 } ?? "")
    return HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: headers)
  }
}

/// What went wrong first on the way to a socket: the handlers that wait tell
/// only that the connection is gone.
private final class Obstacle: Sendable {
  private let error = Mutex<(any Error)?>(nil)

  var first: (any Error)? { error.withLock { $0 } }

  func note(_ new: any Error) { error.withLock { $0 = $0 ?? new } }
}

private final class ObstacleHandler: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  private let obstacle: Obstacle

  init(_ obstacle: Obstacle) { self.obstacle = obstacle }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    obstacle.note(error)
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }
}

extension String {
  fileprivate var isAddress: Bool { (try? SocketAddress(ipAddress: self, port: 0)) != nil }
}
