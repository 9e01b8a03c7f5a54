import FalProtocol
import NIOCore
import NIOWebSocket

/// A socket over a channel whose pipeline ends in a `SocketHandler`.
struct ChannelSocket: MessageSocket {
  private static let normalClosure: UInt16 = 1000

  let channel: any Channel
  let inbox: SocketInbox
  let host: String

  func send(_ message: SocketMessage) async throws(TransportFault) -> Bool {
    guard !inbox.hasEnded, channel.isActive else { return false }
    let frame: WebSocketFrame =
      switch message {
      case .text(let text): .masked(.text, ByteBuffer(string: text))
      case .binary(let bytes): .masked(.binary, ByteBuffer(bytes: bytes))
      }
    do {
      try await channel.writeAndFlush(frame).get()
      return true
    } catch {
      throw TransportFault(error, host: host)
    }
  }

  func receive() async throws(TransportFault) -> SocketEvent {
    guard let event = await inbox.waitForNext() else { throw TransportFault(.cancelled, host: host) }
    return event
  }

  func received() -> SocketEvent? { inbox.next() }

  func close() async {
    inbox.end(.closed(code: nil))
    guard channel.isActive else { return }
    let goodbye = WebSocketFrame.masked(.connectionClose, ByteBuffer(integer: Self.normalClosure))
    channel.writeAndFlush(goodbye, promise: nil)
    // Whoever does not say goodbye in turn is not waited for.
    let last = channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    try? await channel.closeFuture.get()
    last.cancel()
  }
}
