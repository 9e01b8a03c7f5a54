import FalProtocol
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// What a connection to the sandbox is: HTTP, or from its first request on a
/// socket over which a model answers in real time.
struct SandboxChannel: HTTPChannelHandler {
  typealias HTTPChannel = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
  typealias SocketChannel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

  enum Kind: Sendable {
    case http(HTTPChannel)
    case realtime(SocketChannel, RealtimeCall)
  }

  /// A connection whose first request is still to come.
  struct Value: ServerChildChannelValue {
    let channel: any Channel
    let kind: EventLoopFuture<Kind>
  }

  /// The most that one message may hold, in bytes.
  private static let mostBytes = 64 << 20

  let responder: HTTPChannelHandler.Responder
  let door: Door

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let gate = UpgradeGate { call(for: $0) }
      let upgrader = upgrader(behind: NIOLoopBound(gate, eventLoop: channel.eventLoop))
      let upgrade = NIOTypedHTTPServerUpgradeConfiguration(upgraders: [upgrader]) { channel in
        channel.eventLoop.makeCompletedFuture { .http(try addHTTP(to: channel, logger: logger)) }
      }
      var configuration = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: upgrade)
      // Requests are taken one by one anyway.
      configuration.enablePipelining = false
      let pipeline = channel.pipeline.syncOperations
      let kind = try pipeline.configureUpgradableHTTPServerPipeline(configuration: configuration)
      let handler = try pipeline.handler(type: NIOTypedHTTPServerUpgradeHandler<Kind>.self)
      try pipeline.addHandler(gate, position: .before(handler))
      return Value(channel: channel, kind: kind)
    }
  }

  func handle(value: Value, logger: Logger) async {
    let kind = try? await withTaskCancellationHandler {
      try await value.kind.get()
    } onCancel: {
      value.channel.close(promise: nil)
    }
    switch kind {
    case .http(let channel)?: await handleHTTP(asyncChannel: channel, logger: logger)
    case .realtime(let channel, let call)?: await RealtimeService(call: call).serve(channel)
    case nil: break
    }
  }

  private func addHTTP(to channel: any Channel, logger: Logger) throws -> HTTPChannel {
    try channel.pipeline.syncOperations.addHandlers(
      HTTP1ToHTTPServerCodec(secure: false), HTTPConnectionStateHandler(logger: logger))
    return try NIOAsyncChannel(
      wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
  }

  // MARK: Real time

  private func upgrader(behind gate: NIOLoopBound<UpgradeGate>) -> NIOTypedWebSocketServerUpgrader<Kind> {
    NIOTypedWebSocketServerUpgrader(maxFrameSize: Self.mostBytes) { channel, _ in
      channel.eventLoop.makeSucceededFuture(gate.value.call == nil ? nil : [:])
    } upgradePipelineHandler: { channel, _ in
      channel.eventLoop.makeCompletedFuture {
        guard let call = gate.value.call else { throw ChannelError.inappropriateOperationForState }
        return .realtime(try addMessages(to: channel, call), call)
      }
    }
  }

  private func call(for head: HTTPRequestHead) -> RealtimeCall? {
    guard let site = door.site, let method = HTTPMethod(rawValue: head.method.rawValue) else { return nil }
    let headers = WireHeaders(head.headers.map { ($0.name, $0.value) })
    let request = SandboxRequest(
      method: method, host: headers["host"] ?? "", target: head.uri, headers: headers, body: ByteBuffer())
    return site.realtimeCall(for: request)
  }

  private func addMessages(to channel: any Channel, _ call: RealtimeCall) throws -> SocketChannel {
    try channel.pipeline.syncOperations.addHandlers(
      NIOWebSocketFrameAggregator(
        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 4096, maxAccumulatedFrameSize: Self.mostBytes),
      SocketManners(patience: call.site.configuration.realtimePatience))
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }
}
