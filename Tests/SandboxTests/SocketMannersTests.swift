import FalProtocol
import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

@testable import Sandbox

@Suite struct SocketMannersTests {
  private let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel(handler: SocketManners(patience: .seconds(60)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func frame(_ opcode: WebSocketOpcode) -> WebSocketFrame {
    WebSocketFrame(fin: true, opcode: opcode, data: ByteBuffer(string: "x"))
  }

  /// What went out since the last look.
  private func sent() throws -> [WebSocketOpcode] {
    var all: [WebSocketOpcode] = []
    while let frame = try channel.readOutbound(as: WebSocketFrame.self) { all.append(frame.opcode) }
    return all
  }

  private func wait(seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

  @Test func `the time counts from the last input`() throws {
    wait(seconds: 40)
    try channel.writeInbound(frame(.binary))
    try channel.writeOutbound(frame(.binary))
    wait(seconds: 59)
    #expect(try sent() == [.binary] && channel.isActive)
    wait(seconds: 1)
    #expect(try sent() == [.text, .connectionClose] && !channel.isActive)
  }

  @Test func `what is worked on is answered before the goodbye, and what comes then is not read`() throws {
    for _ in 0..<2 { try channel.writeInbound(frame(.binary)) }
    wait(seconds: 100)
    #expect(try sent().isEmpty && channel.isActive)
    try channel.writeOutbound(frame(.text))
    try channel.writeOutbound(frame(.binary))
    try channel.writeInbound(frame(.binary))
    #expect(try sent() == [.text, .binary] && channel.isActive)
    try channel.writeOutbound(frame(.binary))
    #expect(try sent() == [.binary, .text, .connectionClose] && !channel.isActive)
    var inputs = 0
    while try channel.readInbound(as: WebSocketFrame.self) != nil { inputs += 1 }
    #expect(inputs == 2)
  }

  @Test func `a ping is answered, and is no input`() throws {
    wait(seconds: 59)
    try channel.writeInbound(frame(.ping))
    wait(seconds: 1)
    #expect(try sent() == [.pong, .text, .connectionClose])
  }
}
