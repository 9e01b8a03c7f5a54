import AsyncHTTPClient
package import FalProtocol
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
import Synchronization

/// The network. Nothing is opened before the first request; one client, with
/// its pool of connections, is made for each proxy that is used, which is one
/// in all for most.
package final class AsyncHTTPTransport: Transport {
  private typealias Clients = [ProxyRules.Proxy?: HTTPClient]

  let proxies: ProxyRules
  private let certificates: String?
  package let connectionsPerHost: Int
  let connectTimeout: Duration
  /// nil after the shutdown: a retry that comes too late must not open
  /// anything anew.
  private let clients = Mutex<Clients?>([:])

  /// - Parameters:
  ///   - environment: gives `SSL_CERT_FILE` and the proxy variables.
  ///   - connectionsPerHost: the most that are open to one host at a time;
  ///     what comes then waits. None is opened before it is needed.
  ///   - connectTimeout: for name, connection and TLS together.
  package init(
    environment: [String: String], connectionsPerHost: Int = 64, connectTimeout: Duration = .seconds(10)
  ) {
    proxies = ProxyRules(environment: environment)
    certificates = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    self.connectionsPerHost = max(connectionsPerHost, 1)
    self.connectTimeout = connectTimeout
  }

  package func execute(
    _ request: WireRequest, body: RequestBody?
  ) async throws(TransportFault) -> StreamedResponse {
    let host = request.url.host
    do {
      guard let client = client(through: proxies.proxy(for: request.url)) else {
        throw TransportFault(.cancelled, host: host)
      }
      let response = try await client.execute(Self.message(request, body), deadline: .distantFuture)
      return StreamedResponse(
        status: Int(response.status.code), headers: WireHeaders(response.headers.map { ($0.name, $0.value) }),
        body: ResponsePieces(body: response.body, host: host))
    } catch {
      throw TransportFault(error, host: host)
    }
  }

  package func shutdown() async {
    let all = clients.withLock { $0.take() }
    for client in (all ?? [:]).values { try? await client.shutdown() }
  }

  var isShutDown: Bool { clients.withLock { $0 == nil } }

  /// nil: TLS as the libraries have it by themselves.
  var tlsConfiguration: TLSConfiguration? {
    certificates.map { file in
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(file)
      return tls
    }
  }

  private func client(through proxy: ProxyRules.Proxy?) -> HTTPClient? {
    clients.withLock { clients in
      if clients == nil { return nil }
      if let client = clients?[proxy] { return client }
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(proxy))
      clients?[proxy] = client
      return client
    }
  }

  private func configuration(_ proxy: ProxyRules.Proxy?) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = TimeAmount(connectTimeout)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
    // Over HTTP/2 all requests share one connection, which takes about a hundred: status streams would hold back
    // every submit behind them.
    configuration.httpVersion = .http1Only
    // A refused connection is to be told at once; the client repeats itself.
    configuration.connectionPool.retryConnectionEstablishment = false
    // Shorter than what servers allow, or a request may meet a closing door.
    configuration.connectionPool.idleTimeout = .seconds(30)
    configuration.proxy = proxy.map { .init($0) }
    configuration.tlsConfiguration = tlsConfiguration
    // What somebody on the way has packed unasked is unpacked too. It grows a thousandfold at most, and what is kept
    // of an answer has its own limit.
    configuration.decompression = .enabled(limit: .none)
    // A large file comes in pieces of up to a megabyte, and not of 64 KiB, each of which wakes two threads: half the
    // time of a download. The client has no other way to its channels.
    configuration.http1_1ConnectionDebugInitializer = { channel in
      channel.setOption(
        .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 1 << 20))
    }
    return configuration
  }

  private static func message(_ request: WireRequest, _ body: RequestBody?) -> HTTPClientRequest {
    var message = HTTPClientRequest(url: request.url.description)
    message.method = NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue)
    for field in request.headers.fields { message.headers.add(name: field.name, value: field.value) }
    // The client would ask for it packed, and who packs a stream may hold it back.
    if request.headers["accept-encoding"] == nil { message.headers.add(name: "accept-encoding", value: "identity") }
    if let body {
      message.body = .stream(BodyBuffers(body: body), length: .known(Int64(body.count)))
    } else if !request.body.isEmpty {
      message.body = .bytes(ByteBuffer(bytes: request.body))
    }
    return message
  }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ proxy: ProxyRules.Proxy) {
    if proxy.isSOCKS {
      self = .socksServer(host: proxy.host, port: proxy.port)
    } else {
      let parts = proxy.credentials?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      self = .server(
        host: proxy.host, port: proxy.port,
        authorization: parts.map {
          .basic(username: String($0[0]), password: $0.count > 1 ? String($0[1]) : "")
        })
    }
  }
}

/// A body as the HTTP client takes it, read to where it is sent from.
private struct BodyBuffers: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let body: RequestBody

  func makeAsyncIterator() -> Iterator { Iterator(base: body.makeAsyncIterator()) }

  struct Iterator: AsyncIteratorProtocol {
    var base: RequestBody.Iterator

    mutating func next() async throws -> ByteBuffer? {
      try base.nextPiece { size, fill in
        var buffer = ByteBuffer()
        try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: size, fill)
        return buffer
      }
    }
  }
}

/// The body of an answer, whose errors are those of a `Transport`.
private struct ResponsePieces: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let body: HTTPClientResponse.Body
  let host: String

  func makeAsyncIterator() -> Iterator { Iterator(base: body.makeAsyncIterator(), host: host) }

  struct Iterator: AsyncIteratorProtocol {
    var base: HTTPClientResponse.Body.AsyncIterator
    let host: String

    mutating func next() async throws(TransportFault) -> [UInt8]? {
      do {
        return try await base.next().map { Array(buffer: $0) }
      } catch {
        throw TransportFault(error, host: host)
      }
    }
  }
}
