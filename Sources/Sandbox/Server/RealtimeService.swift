import FalProtocol
import NIOCore
import NIOWebSocket

/// One socket: inputs come, and go to the site one after another.
struct RealtimeService: Sendable {
  let call: RealtimeCall

  func serve(_ channel: SandboxChannel.SocketChannel) async {
    try? await channel.executeThenClose { inbound, outbound in
      for try await frame in inbound {
        guard try await answer(frame, outbound) else { break }
      }
    }
  }

  /// - Returns: whether more is to be read.
  private func answer(
    _ frame: WebSocketFrame, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws -> Bool {
    switch frame.opcode {
    case .binary, .text:
      let bytes = Array(frame.unmaskedData.readableBytesView)
      for reply in await call.site.replies(to: bytes, in: call) {
        guard try await send(reply, outbound) else { return false }
      }
      return true
    case .connectionClose:
      try await outbound.write(.goodbye(.normalClosure))
      return false
    default: return true
    }
  }

  private func send(
    _ reply: RealtimeReply, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws -> Bool {
    switch reply {
    case .message(.text(let text)):
      try await outbound.write(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text)))
    case .message(.binary(let bytes)):
      try await outbound.write(WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(bytes: bytes)))
    case .goodbye(let isError):
      try await outbound.write(.goodbye(isError ? .unexpectedServerError : .normalClosure))
      return false
    case .stall: try await call.site.stall()
    case .drop: return false
    }
    return true
  }
}
