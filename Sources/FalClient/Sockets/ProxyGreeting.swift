import FoundationEssentials
import NIOCore

/// Asks a proxy to lead a connection on (RFC 9110, section 9.3.6), and steps
/// out of the way when it does.
final class ProxyGreeting: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The longest answer that is read.
  private static let mostBytes = 16 << 10

  private let proxy: ProxyRules.Proxy
  private let target: String
  private var answer = ByteBuffer()
  private var hasAsked = false
  private var complete: ((Result<Void, any Error>) -> Void)?

  /// - Parameters:
  ///   - target: `host:port`.
  ///   - complete: is told once whether the way is free.
  init(proxy: ProxyRules.Proxy, target: String, complete: @escaping (Result<Void, any Error>) -> Void) {
    self.proxy = proxy
    self.target = target
    self.complete = complete
  }

  func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { ask(context) } }

  func channelActive(context: ChannelHandlerContext) {
    ask(context)
    context.fireChannelActive()
  }

  private func ask(_ context: ChannelHandlerContext) {
    guard !hasAsked else { return }
    hasAsked = true
    var head = "CONNECT \(target) HTTP/1.1\r\nHost: \(target)\r\n"
    if let credentials = proxy.credentials {
      head += "Proxy-Authorization: Basic \(Data(credentials.utf8).base64EncodedString())\r\n"
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + "\r\n")), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var more = unwrapInboundIn(data)
    answer.writeBuffer(&more)
    guard answer.readableBytes <= Self.mostBytes else { return end(.failure(ProxyRefusal()), context) }
    let text = String(buffer: answer)
    guard text.hasSuffix("\r\n\r\n") else { return }
    let status = text.split(separator: " ", maxSplits: 2).dropFirst().first ?? ""
    guard text.hasPrefix("HTTP/1."), status.count == 3, status.first == "2" else {
      return end(.failure(ProxyRefusal()), context)
    }
    context.pipeline.syncOperations.removeHandler(self, promise: nil)
    end(.success(()), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.failure(ProxyRefusal()), context)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { end(.failure(error), context) }

  private func end(_ outcome: Result<Void, any Error>, _ context: ChannelHandlerContext) {
    complete?(outcome)
    complete = nil
    if case .failure = outcome { context.close(promise: nil) }
  }
}

/// The proxy did not let a connection through.
struct ProxyRefusal: Error {}
