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
  private var talk = RealtimeTalk()

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
    case .binary, .text:
      guard talk.takeInput() else { return }
      wait(context)
      context.fireChannelRead(data)
    default: context.fireChannelRead(data)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let isResult = unwrapOutboundIn(data).opcode == .binary
    context.write(data, promise: promise)
    if isResult, talk.giveResult() { leave(context) }
  }

  /// From now on, anew.
  private func wait(_ context: ChannelHandlerContext) {
    farewell?.cancel()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    farewell = context.eventLoop.scheduleTask(in: TimeAmount(patience)) {
      let (manners, context) = bound.value
      if manners.talk.runOut() { manners.leave(context) }
    }
  }

  private func leave(_ context: ChannelHandlerContext) {
    guard case .text(let text)? = try? RealtimeMessage.idle.wire() else { return }
    let message = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))
    context.write(wrapOutboundOut(message), promise: nil)
    // What is closed before it is written is lost.
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.goodbye(.normalClosure))).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }
}

extension WebSocketFrame {
  static func goodbye(_ code: WebSocketErrorCode) -> WebSocketFrame {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
  }
}
