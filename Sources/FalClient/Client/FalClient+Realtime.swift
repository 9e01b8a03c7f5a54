package import FalProtocol
import JSON

extension FalClient {
  /// A model that answers inputs one after another over one connection.
  /// Nothing is opened before the first input.
  package func realtime(on endpoint: EndpointID) -> RealtimeModel { RealtimeModel(endpoint: endpoint, client: self) }

  /// The right to connect to a model. It costs nothing.
  func realtimeToken(for endpoint: EndpointID) async throws(FalError) -> RealtimeToken {
    try requireKey()
    let wish = RealtimeToken.Wish(for: endpoint)
    let response = try await send(WireRequest(.realtimeToken(), in: origins, json: wish.json))
    do { return try RealtimeToken(json: response.json()) } catch { throw .protocolViolation(.body(error)) }
  }

  /// Connects to a model. What was never sent is sent again.
  /// - Throws: `FalError`.
  func socket(to endpoint: EndpointID, _ token: RealtimeToken) async throws(FalError) -> SocketOpening {
    let url = Route.realtime(endpoint).url(in: origins).replacing(query: token.query)
    // The token is as good as a key.
    guard origins.mayReceiveKey(url) else { throw .protocolViolation(.badURL(url.host)) }
    let request = WireRequest(.get, url, headers: ["user-agent": userAgent])
    return try await repeating(.submits) { () async throws(FalError) -> SocketOpening in
      do {
        return try await Watchdog.watch(
          limit: limits.opening, clock: clock, host: url.host,
          discarding: { opening in if case .open(let socket) = opening { await socket.close() } }
        ) { _ in
          try await self.transport.open(request)
        }
      } catch {
        throw FalError(error, host: url.host)
      }
    }
  }
}
