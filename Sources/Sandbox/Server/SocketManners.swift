import FalProtocol
import NIOCore
import NIOWebSocket

/// Answers pings, and says goodbye when nothing is asked for a while.
final class SocketManners: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame
  typealias OutboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let patience: Duration
  private var farewell: Scheduled<Void>?

  init(patience: Duration) { self.patience = patience }

  func handlerAdded(context: ChannelHandlerContext) { wait(context) }

  func handlerRemoved(context: ChannelHandlerContext) { farewell?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .ping:
      context.writeAndFlush(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)), promise: nil)
    case .pong: break
    default:
      wait(context)
      context.fireChannelRead(data)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    wait(context)
    context.write(data, promise: promise)
  }

  /// From now on, anew.
  private func wait(_ context: ChannelHandlerContext) {
    farewell?.cancel()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    farewell = context.eventLoop.scheduleTask(in: .nanoseconds(Int64(patience / .nanoseconds(1)))) {
      let (manners, context) = bound.value
      manners.leave(context)
    }
  }

  private func leave(_ context: ChannelHandlerContext) {
    guard case .text(let text)? = try? RealtimeMessage.idle.wire() else { return }
    let message = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))
    context.write(wrapOutboundOut(message), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.goodbye(.normalClosure)), promise: nil)
    context.close(promise: nil)
  }
}

extension WebSocketFrame {
  static func goodbye(_ code: WebSocketErrorCode) -> WebSocketFrame {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
  }
}
