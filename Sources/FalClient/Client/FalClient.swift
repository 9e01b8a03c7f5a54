package import FalProtocol

/// The platform over HTTP. It keeps no state but the upload token, and may be
/// used from many tasks at once.
package final class FalClient: Sendable {
  /// Where each service is reached.
  package let origins: Origins
  let credentials: Credentials?
  let transport: any Transport
  let clock: any Clock<Duration>
  /// Tells how long an answer took, from any beginning on.
  let now: @Sendable () -> Duration
  /// Lets time pass before a retry or a poll.
  let pause: @Sendable (Duration) async throws -> Void
  let random: @Sendable () -> Double
  let userAgent: String
  let limits: TimeLimits
  let tokens: UploadTokens
  let streamSeats: Seats
  /// Is told before each repetition.
  let onRetry: @Sendable (RetryNotice) -> Void
  private let needsKey: Bool

  /// Nothing is opened before the first request.
  /// - Parameters:
  ///   - credentials: nil for the calls that need no key.
  ///   - needsKey: whether paid calls are refused here without a key; a
  ///     sandbox takes them.
  ///   - clock: times retries, polls and limits.
  ///   - now: tells how long an answer took, and in a replay how long it took
  ///     then; nil: the clock does.
  ///   - pause: lets time pass before retries and polls; nil: the clock does.
  ///   - random: numbers of 0 to 1 that spread retries.
  package init(
    origins: Origins, credentials: Credentials?, needsKey: Bool = true, transport: any Transport,
    clock: any Clock<Duration>, now: (@Sendable () -> Duration)? = nil,
    pause: (@Sendable (Duration) async throws -> Void)? = nil,
    random: @escaping @Sendable () -> Double, userAgent: String, limits: TimeLimits = TimeLimits()
  ) {
    self.origins = origins
    self.credentials = credentials
    self.needsKey = needsKey
    self.transport = transport
    self.clock = clock
    self.now = now ?? clock.stopwatch()
    self.pause = pause ?? { try await clock.sleep(for: $0) }
    self.random = random
    self.userAgent = userAgent
    self.limits = limits
    tokens = UploadTokens(clock: clock)
    streamSeats = Seats(Self.streamsAtOnce(of: transport.connectionsPerHost))
    onRetry = { _ in }
  }

  private init(_ client: FalClient, onRetry: @escaping @Sendable (RetryNotice) -> Void) {
    origins = client.origins
    credentials = client.credentials
    needsKey = client.needsKey
    transport = client.transport
    clock = client.clock
    now = client.now
    pause = client.pause
    random = client.random
    userAgent = client.userAgent
    limits = client.limits
    tokens = client.tokens
    streamSeats = client.streamSeats
    self.onRetry = onRetry
  }

  /// How many requests are followed by a stream at a time; the status of
  /// others is polled.
  package var streamsAtOnce: Int { streamSeats.count }

  /// A status stream holds its connection for as long as its job runs. Some
  /// must be left for what is short: submits, results, polls.
  /// - Parameter connections: at least 1.
  package static func streamsAtOnce(of connections: Int) -> Int { connections - max(1, connections / 4) }

  /// The same client, which tells `onRetry` too of every repetition of a
  /// request and of every other name of a host that it tries.
  package func reporting(_ onRetry: @escaping @Sendable (RetryNotice) -> Void) -> FalClient {
    FalClient(self) { [earlier = self.onRetry] notice in
      earlier(notice)
      onRetry(notice)
    }
  }

  /// Closes every connection. The client must not be used afterwards.
  package func shutdown() async { await transport.shutdown() }

  /// What a request is called of which only endpoint and id are known.
  package func acceptance(for requestID: String, endpoint: EndpointID) -> Acceptance {
    Acceptance(requestID: requestID, endpoint: endpoint, origins: origins)
  }

  func requireKey() throws(FalError) {
    guard credentials != nil || !needsKey else { throw .noKey }
  }
}
