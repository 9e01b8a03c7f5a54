package import FalProtocol
import NIOCore
import NIOPosix
import NIOSSL

extension AsyncHTTPTransport {
  package func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening {
    guard !isShutDown else { throw TransportFault(.cancelled, host: request.url.host) }
    let connector = SocketConnector(
      request: request, proxy: proxies.proxy(for: request.url),
      tls: request.url.scheme == "https" ? try await tlsContext(for: request.url.host) : nil,
      connectTimeout: TimeAmount(connectTimeout))
    return try await connector.open()
  }

  /// Reading the authorities takes a while and would hold up others.
  private func tlsContext(for host: String) async throws(TransportFault) -> NIOSSLContext {
    var configuration = tlsConfiguration ?? .makeClientConfiguration()
    configuration.applicationProtocols = ["http/1.1"]
    do {
      return try await NIOThreadPool.singleton.runIfActive { [configuration] in
        try NIOSSLContext(configuration: configuration)
      }
    } catch {
      throw TransportFault(error, host: host)
    }
  }
}
