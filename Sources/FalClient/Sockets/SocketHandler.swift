import FalProtocol
import NIOCore
import NIOWebSocket

/// The end of a socket's pipeline: messages go to the inbox, and what only
/// keeps a connection alive is answered here.
final class SocketHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  /// After so long without a sign of life the other end is asked for one, and
  /// after as long again given up.
  static let silence: TimeAmount = .seconds(20)

  private let inbox: SocketInbox
  private let host: String
  private var isPinged = false

  init(inbox: SocketInbox, host: String) {
    self.inbox = inbox
    self.host = host
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    isPinged = false
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .binary: take(.binary(Array(buffer: frame.unmaskedData)), context)
    case .text:
      guard let text = String(validating: frame.unmaskedData.readableBytesView, as: UTF8.self) else {
        return fail(TransportFault(.unreadableAnswer, host: host), context)
      }
      take(.text(text), context)
    // Whoever does not read waits for the answer to a later one (RFC 6455, 5.5.3).
    case .ping: if context.channel.isWritable { send(.pong, frame.unmaskedData, context) }
    case .connectionClose: answerClose(frame.unmaskedData, context)
    default: break
    }
  }

  private func take(_ message: SocketMessage, _ context: ChannelHandlerContext) {
    guard !inbox.offer(message) else { return }
    fail(TransportFault(.unreadableAnswer, host: host), context)
  }

  /// The goodbye is given back, and the connection closed (RFC 6455, 5.5.1).
  private func answerClose(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
    let code = data.getInteger(at: data.readerIndex, as: UInt16.self)
    // It may be the answer to our own.
    if !inbox.hasEnded { send(.connectionClose, code.map { ByteBuffer(integer: $0) } ?? ByteBuffer(), context) }
    inbox.end(.closed(code: code.map { Int($0) }))
    context.close(promise: nil)
  }

  private func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(.masked(opcode, data)), promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
    guard !isPinged else { return fail(TransportFault(.timedOut, host: host), context) }
    isPinged = true
    send(.ping, ByteBuffer(), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    inbox.end(.broken(TransportFault(.reset, host: host)))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let isOfFrames = error is NIOWebSocketError || error is NIOWebSocketFrameAggregator.Error
    fail(isOfFrames ? TransportFault(.unreadableAnswer, host: host) : TransportFault(error, host: host), context)
  }

  private func fail(_ fault: TransportFault, _ context: ChannelHandlerContext) {
    inbox.end(.broken(fault))
    context.close(promise: nil)
  }
}

extension WebSocketFrame {
  /// A whole frame as clients send them: masked.
  static func masked(_ opcode: WebSocketOpcode, _ data: ByteBuffer) -> WebSocketFrame {
    WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
  }
}
