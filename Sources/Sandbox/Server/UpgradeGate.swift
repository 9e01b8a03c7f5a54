import NIOCore
import NIOHTTP1

/// Stands before NIO's handler of upgrades, which loses the head of a request
/// whose upgrade nobody takes: such a request goes on without its wish, and is
/// answered as any other.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// What the first request opens; nil if nothing.
  private(set) var call: RealtimeCall?
  private let opening: (HTTPRequestHead) -> RealtimeCall?

  init(opening: @escaping (HTTPRequestHead) -> RealtimeCall?) { self.opening = opening }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    if head.headers.contains(name: "upgrade") { call = opening(head) }
    if call == nil { head.headers.remove(name: "upgrade") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
    // Only the first request of a connection may turn it into something else.
    context.pipeline.syncOperations.removeHandler(self, promise: nil)
  }
}
