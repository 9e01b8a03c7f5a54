import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server behind TLS whose certificate nobody has vouched for. It answers
/// every request with two bytes and counts connections.
final class SecureServer: Sendable {
  let port: Int
  private let channel: any Channel
  private let accepted: Counter

  private init(channel: any Channel, port: Int, accepted: Counter) {
    (self.channel, self.port, self.accepted) = (channel, port, accepted)
  }

  /// - Parameter spoilsAnswers: every record of an answer arrives changed, as
  ///   by a broken machine on the way.
  static func start(spoilsAnswers: Bool = false) async throws -> SecureServer {
    let certificate = try NIOSSLCertificate(bytes: Array(SecureServer.certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(SecureServer.privateKey.utf8), format: .pem)
    let configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
    let context = try NIOSSLContext(configuration: configuration)
    let accepted = Counter()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { child in
        accepted.increment()
        return child.eventLoop.makeCompletedFuture {
          let spoiler = Spoiler()
          let answers = OkHandler(spoiler: spoilsAnswers ? spoiler : nil)
          try child.pipeline.syncOperations.addHandlers(spoiler, NIOSSLServerHandler(context: context), answers)
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return SecureServer(channel: channel, port: channel.localAddress?.port ?? 0, accepted: accepted)
  }

  var connections: Int { accepted.value }

  func stop() async { try? await channel.close() }

  final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increment() { count.withLock { $0 += 1 } }
  }

  /// Changes the last byte of what goes out, once it is told to.
  private final class Spoiler: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    var isActive = false

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      var bytes = unwrapOutboundIn(data)
      let last = bytes.writerIndex - 1
      if isActive, let byte = bytes.getInteger(at: last, as: UInt8.self) { bytes.setInteger(~byte, at: last) }
      context.write(NIOAny(bytes), promise: promise)
    }
  }

  private final class OkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let spoiler: Spoiler?

    init(spoiler: Spoiler?) { self.spoiler = spoiler }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      spoiler?.isActive = true
      let answer = context.channel.allocator.buffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
      context.writeAndFlush(NIOAny(answer), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }

  /// For `localhost` and 127.0.0.1, until 2126.
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBnDCCAUGgAwIBAgIUS1JgSPtUDHPtpv0S4IDNAYHyv9AwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA3MjY1MloYDzIxMjYxMDI4
    MDcyNjUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAARasErq5dEqlXvmrS8vZkSU35WL0iiPRsiv8HbeWdlEUQDj1MeVl1oe
    jpjbjRUSrMAAihnMxx1EDlAsMWwRDbn6o28wbTAdBgNVHQ4EFgQUwJFxfqeW3L8t
    qbHsmLMRBeIxjNUwHwYDVR0jBBgwFoAUwJFxfqeW3L8tqbHsmLMRBeIxjNUwGgYD
    VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
    zj0EAwIDSQAwRgIhAOK0Ujnyn9WbmXj9ESlbnFacBW8zw6ICQAiYcV07zElkAiEA
    +ICshTG4JMr7jGGn0Aw/hy/I3yltM7u7xnDNTgge8wg=
    -----END CERTIFICATE-----
    """

  private static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAhZEWbk9D4dCq6xm
    QdNEonfafpWzHRgJLcfWDI0wHn2hRANCAARasErq5dEqlXvmrS8vZkSU35WL0iiP
    Rsiv8HbeWdlEUQDj1MeVl1oejpjbjRUSrMAAihnMxx1EDlAsMWwRDbn6
    -----END PRIVATE KEY-----
    """
}
