import Crypto
import FalProtocol
import JSON
import NIOCore
import NIOPosix

/// Signs what is told to webhooks, and sends it.
struct WebhookSender: Sendable {
  /// As the platform names the account whose request it was.
  private static let userID = "sandbox"
  private static let attempts = 3

  private let key = Curve25519.Signing.PrivateKey()

  /// The keys to verify with.
  var keys: WebhookKeys { WebhookKeys([Array(key.publicKey.rawRepresentation)]) }

  /// The sandbox calls nobody beyond this machine.
  static func mayCall(_ url: WireURL) -> Bool {
    url.scheme == "http" && (url.host == "localhost" || url.host.hasPrefix("127."))
  }

  /// Sends a delivery until it is taken, or has been refused a few times.
  func send(_ delivery: WebhookDelivery, to url: WireURL, clock: SandboxClock) async {
    let body = Array(delivery.json.text.utf8)
    for attempt in 1...Self.attempts {
      guard let request = request(body, delivery.requestID, to: url, at: clock.now()) else { return }
      if let status = try? await Self.status(of: request, at: url), (200..<300).contains(status) { return }
      guard (try? await clock.sleep(.seconds(attempt))) != nil else { return }
    }
  }

  /// The call back as it goes over the wire.
  private func request(_ body: [UInt8], _ requestID: String, to url: WireURL, at now: Duration) -> ByteBuffer? {
    let unsigned = WebhookSignature(
      requestID: requestID, userID: Self.userID, timestamp: Int(now.components.seconds), signature: [])
    guard let signature = try? key.signature(for: unsigned.message(bodyHash: SHA256.hash(data: body))) else {
      return nil
    }
    let signed = WebhookSignature(
      requestID: unsigned.requestID, userID: unsigned.userID, timestamp: unsigned.timestamp,
      signature: Array(signature))
    let target = url.path.isEmpty ? "/" : url.path
    var head = "POST \(target)\(url.query.map { "?" + $0 } ?? "") HTTP/1.1\r\nHost: \(url.authority)\r\n"
    head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
    for field in signed.headers.fields { head += "\(field.name): \(field.value)\r\n" }
    var buffer = ByteBuffer(string: head + "\r\n")
    buffer.writeBytes(body)
    return buffer
  }

  /// The status that a server answers with.
  private static func status(of request: ByteBuffer, at url: WireURL) async throws -> Int? {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(5))
      .connect(host: url.host, port: url.effectivePort) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(request)
      for try await piece in inbound {
        return String(buffer: piece).split(separator: " ").dropFirst().first.flatMap { Int($0) }
      }
      return nil
    }
  }
}
