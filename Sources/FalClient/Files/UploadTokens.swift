import FalProtocol

/// Keeps the upload token until it expires, and asks for one at a time.
actor UploadTokens {
  /// A token whose life is not told is kept for as long as this.
  private static let lifetimeIfUntold: Duration = .seconds(300)
  /// A token is given up so long before its end.
  private static let margin: Duration = .seconds(60)

  private let elapsed: @Sendable () -> Duration
  private var current: (token: CDNToken, end: Duration)?
  private var request: Task<Result<WireResponse, FalError>, Never>?

  init(clock: any Clock<Duration>) { elapsed = clock.stopwatch() }

  /// The token, asked for with `fetch` if there is none that lasts.
  func token(
    _ fetch: @escaping @Sendable () async throws(FalError) -> WireResponse
  ) async throws(FalError) -> CDNToken {
    if let current, elapsed() < current.end { return current.token }
    let request =
      self.request
      ?? Task {
        do throws(FalError) { return .success(try await fetch()) } catch { return .failure(error) }
      }
    self.request = request
    let response = await request.value
    self.request = nil
    return try keep(response.get())
  }

  /// Forgets a token that was refused, so that the next is another.
  func discard(_ token: CDNToken) {
    if current?.token == token { current = nil }
  }

  private func keep(_ response: WireResponse) throws(FalError) -> CDNToken {
    do {
      let token = try CDNToken(json: response.json())
      current = (token, elapsed() + Self.lifetime(of: token, in: response) - Self.margin)
      return token
    } catch { throw .protocolViolation(.body(error)) }
  }

  /// The life of a token by the server's own clock, which stands in the `Date`
  /// header: the local one may be wrong.
  private static func lifetime(of token: CDNToken, in response: WireResponse) -> Duration {
    guard let end = token.expiresAt, let now = response.headers["date"].flatMap({ Timestamp($0) }) else {
      return lifetimeIfUntold
    }
    return .seconds(min(max(end.seconds - now.seconds, 0), 1e9))
  }
}
