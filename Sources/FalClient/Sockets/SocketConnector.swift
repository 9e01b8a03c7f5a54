import FalProtocol
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

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

  /// - Throws: `TransportFault`, of kind `cancelled` at once when the task is
  ///   cancelled.
  func open() async throws(TransportFault) -> SocketOpening {
    guard proxy?.isSOCKS != true else { throw TransportFault(.socks, host: host) }
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let attempt = SocketAttempt(loop.makePromise(of: SocketOpening.self))
    do {
      return try await withTaskCancellationHandler {
        connect(on: loop, attempt).cascade(to: attempt.outcome)
        return try await attempt.outcome.futureResult.get()
      } onCancel: {
        attempt.giveUp()
      }
    } catch {
      if Task.isCancelled { throw TransportFault(.cancelled, host: host) }
      // The end of the connection is told first, the reason behind it: the
      // loop is let to say all that it is saying.
      try? await loop.submit {}.get()
      throw TransportFault(attempt.obstacle ?? error, host: host)
    }
  }

  private enum Upgrade: Sendable {
    case open(SocketInbox)
    case refused(EventLoopFuture<WireResponse>)
  }

  /// Of several addresses that are tried only the one that answers is spoken
  /// to.
  private func connect(on loop: any EventLoop, _ attempt: SocketAttempt) -> EventLoopFuture<SocketOpening> {
    ClientBootstrap(group: loop)
      .connectTimeout(connectTimeout)
      .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try attempt.add(channel) } }
      .connect(host: proxy?.host ?? bareHost, port: proxy?.port ?? request.url.effectivePort)
      .flatMap { channel in opening(over: channel, attempt) }
  }

  private func opening(over channel: any Channel, _ attempt: SocketAttempt) -> EventLoopFuture<SocketOpening> {
    let promise = channel.eventLoop.makePromise(of: Upgrade.self)
    do { try prepare(channel, attempt, promise) } catch { promise.fail(error) }
    let opening = promise.futureResult.flatMap { upgrade -> EventLoopFuture<SocketOpening> in
      switch upgrade {
      case .open(let inbox):
        channel.eventLoop.makeSucceededFuture(.open(ChannelSocket(channel: channel, inbox: inbox, host: host)))
      case .refused(let answer):
        answer.map { response in
          channel.close(promise: nil)
          return .refused(response)
        }
      }
    }
    opening.whenFailure { _ in channel.close(promise: nil) }
    return opening
  }

  /// An IPv6 address without its brackets.
  private var bareHost: String { host.filter { $0 != "[" && $0 != "]" } }

  private func prepare(
    _ channel: any Channel, _ attempt: SocketAttempt, _ promise: EventLoopPromise<Upgrade>
  ) throws {
    guard let proxy else { return try addHandshake(to: channel, attempt, promise) }
    let greeting = ProxyGreeting(proxy: proxy, target: "\(host):\(request.url.effectivePort)") { outcome in
      do {
        try outcome.get()
        try addHandshake(to: channel, attempt, promise)
      } catch {
        promise.fail(error)
      }
    }
    try channel.pipeline.syncOperations.addHandler(greeting)
  }

  // MARK: The handshake

  private func addHandshake(
    to channel: any Channel, _ attempt: SocketAttempt, _ promise: EventLoopPromise<Upgrade>
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
    try pipeline.addHandler(ObstacleHandler(attempt))
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

extension String {
  fileprivate var isAddress: Bool { (try? SocketAddress(ipAddress: self, port: 0)) != nil }
}
