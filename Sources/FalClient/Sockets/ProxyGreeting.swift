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
    guard complete != nil else { return }
    var more = unwrapInboundIn(data)
    answer.writeBuffer(&more)
    guard let length = headLength else {
      if answer.readableBytes > Self.mostBytes { end(.failure(ProxyRefusal()), context) }
      return
    }
    // A refusal goes on with a page. An agreement does not: behind it nobody speaks before this end does.
    guard isAgreement, length == answer.readableBytes else { return end(.failure(ProxyRefusal()), context) }
    end(.success(()), context)
    context.pipeline.syncOperations.removeHandler(self, promise: nil)
  }

  /// With the empty line; nil if that has not come yet.
  private var headLength: Int? {
    let bytes = answer.readableBytesView
    return bytes.firstRange(of: "\r\n\r\n".utf8).map { bytes.distance(from: bytes.startIndex, to: $0.upperBound) }
  }

  private var isAgreement: Bool {
    let line = String(buffer: answer).prefix { $0 != "\r\n" }
    let status = line.split(separator: " ", maxSplits: 2).dropFirst().first ?? ""
    return line.hasPrefix("HTTP/1.") && status.count == 3 && status.first == "2"
  }

  /// Also where there was never a connection.
  func handlerRemoved(context: ChannelHandlerContext) { end(.failure(ProxyRefusal()), context) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { end(.failure(error), context) }

  private func end(_ outcome: Result<Void, any Error>, _ context: ChannelHandlerContext) {
    guard let complete else { return }
    self.complete = nil
    complete(outcome)
    if case .failure = outcome { context.close(promise: nil) }
  }
}

/// The proxy did not let a connection through.
struct ProxyRefusal: Error {}
