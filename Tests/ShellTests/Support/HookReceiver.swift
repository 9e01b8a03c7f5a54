import NIOCore
import NIOPosix

/// A server that takes one call back after the other, and says yes.
struct HookReceiver: Sendable {
  let port: Int
  /// What came, head and body.
  let requests: AsyncStream<String>
  private let channel: any Channel

  static func start() async throws -> HookReceiver {
    let (requests, source) = AsyncStream<String>.makeStream()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture { try child.pipeline.syncOperations.addHandler(Handler(source)) }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return HookReceiver(port: channel.localAddress?.port ?? 0, requests: requests, channel: channel)
  }

  func stop() async { try? await channel.close() }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let source: AsyncStream<String>.Continuation
    private var text = ""

    init(_ source: AsyncStream<String>.Continuation) { self.source = source }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      text += String(buffer: unwrapInboundIn(data))
      guard isWhole else { return }
      source.yield(text)
      let answer = context.channel.allocator.buffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      context.writeAndFlush(NIOAny(answer), promise: nil)
    }

    private var isWhole: Bool {
      guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
      let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
        .first { $0.hasPrefix("content-length:") }.flatMap { Int($0.split(separator: " ").last ?? "") }
      return text[end.upperBound...].utf8.count >= length ?? 0
    }
  }
}
