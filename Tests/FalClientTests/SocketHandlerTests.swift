import FalProtocol
import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

@testable import FalClient

@Suite struct SocketHandlerTests {
  private let inbox = SocketInbox()
  private let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel(handler: SocketHandler(inbox: inbox, host: "fal.run"))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func sent() throws -> [WebSocketOpcode] {
    var all: [WebSocketOpcode] = []
    while let frame = try channel.readOutbound(as: WebSocketFrame.self) { all.append(frame.opcode) }
    return all
  }

  @Test func `whoever pings and does not read is not answered for ever`() throws {
    let ping = WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer(string: "x"))
    try channel.writeInbound(ping)
    #expect(try sent() == [.pong])
    channel.isWritable = false
    for _ in 0..<100 { try channel.writeInbound(ping) }
    #expect(try sent().isEmpty)
    channel.isWritable = true
    try channel.writeInbound(ping)
    #expect(try sent() == [.pong])
  }

  @Test func `whoever is silent is asked for a sign of life, and then given up`() throws {
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    #expect(try sent() == [.ping] && inbox.next() == nil)
    try channel.writeInbound(WebSocketFrame(fin: true, opcode: .pong, data: ByteBuffer()))
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    #expect(try sent() == [.ping] && inbox.next() == nil)
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    #expect(inbox.next() == .broken(TransportFault(.timedOut, host: "fal.run")) && !channel.isActive)
  }
}
