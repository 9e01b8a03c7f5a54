import FalProtocol
import JSON

extension FalClient {
  /// The most that is read of an answer, in bytes. Outputs may hold media in
  /// base64, so it is much.
  static let maximumAnswer = 512 << 20

  /// The most values that an answer may hold: in memory one takes
  /// many times as much as in the answer.
  static let maximumValues = 10_000_000

  /// Sends a request until it succeeds or `policy` gives up.
  /// - Parameters:
  ///   - limit: of silence, in each attempt.
  ///   - time: after so long no attempt begins any more; nil is for ever.
  /// - Throws: `FalError`; an answer outside of 200 to 299 is `.platform`.
  func send(
    _ request: WireRequest, body: RequestBody? = nil, policy: RetryPolicy = .reads, limit: Duration? = nil,
    within time: Duration? = nil
  ) async throws(FalError) -> WireResponse {
    let client = self
    return try await repeating(policy, within: time) { () async throws(FalError) -> WireResponse in
      try await client.sendOnce(request, body: body, limit: limit ?? client.limits.answer)
    }
  }

  /// Sends a request once.
  func sendOnce(
    _ request: WireRequest, body: RequestBody? = nil, limit: Duration?
  ) async throws(FalError) -> WireResponse {
    let response = try await exchange(request, body: body, limit: limit) { response, watchdog in
      try await response.collected(upTo: Self.maximumAnswer, feeding: watchdog)
    }
    guard response.isSuccess else { throw .platform(PlatformError(response)) }
    return response
  }

  /// Sends a request once whose answer is a model's output, which may be
  /// large.
  func answerOnce(to request: WireRequest, limit: Duration?) async throws(FalError) -> Answer {
    try await exchange(request, limit: limit) { response, watchdog in
      guard (200..<300).contains(response.status) else {
        let refusal = try await response.collected(upTo: Self.maximumAnswer, feeding: watchdog)
        throw FalError.platform(PlatformError(refusal))
      }
      return Answer(
        json: try await response.json(feeding: watchdog), status: response.status, headers: response.headers)
    }
  }

  /// Runs `operation` again while `policy` allows it.
  /// - Parameter limit: after so long no attempt begins any more; nil is for
  ///   ever.
  func repeating<Value>(
    _ policy: RetryPolicy, within limit: Duration? = nil, _ operation: () async throws(FalError) -> Value
  ) async throws(FalError) -> Value {
    let elapsed = clock.stopwatch()
    var attempt = 1
    var latest: FalError?
    while true {
      do {
        return try await operation()
      } catch {
        // A recording without another attempt is of one that was the last.
        if case .transport(let fault) = error, fault.isNotRecorded, let latest { throw latest }
        latest = error
        let delay = error.retryFailure.flatMap { policy.delay(after: $0, attempt: attempt, jitter: random()) }
        guard let delay, limit.map({ elapsed() + delay < $0 }) ?? true else { throw error }
        attempt += 1
        onRetry(RetryNotice(error, next: .attempt(number: attempt, of: policy.attempts, after: delay)))
        try await sleep(delay)
      }
    }
  }

  func sleep(_ duration: Duration) async throws(FalError) {
    do { try await pause(duration) } catch { throw .cancelled }
  }

  /// Sends a request and hands its answer over while it arrives.
  /// - Parameter limit: of silence; `receive` feeds the watchdog.
  func exchange<Value: Sendable>(
    _ request: WireRequest, body: RequestBody? = nil, limit: Duration?, mayUseKey: Bool = true,
    _ receive: @escaping @Sendable (StreamedResponse, Watchdog) async throws -> Value
  ) async throws(FalError) -> Value {
    let client = self
    let host = request.url.host
    do {
      return try await Watchdog.watch(limit: limit, clock: clock, host: host) { watchdog in
        let response = try await client.followingRedirects(
          request, body: body?.reporting { _ in watchdog.feed() }, mayUseKey: mayUseKey)
        watchdog.feed()
        return try await receive(response, watchdog)
      }
    } catch {
      throw FalError(error, host: host)
    }
  }

  private func followingRedirects(
    _ request: WireRequest, body: RequestBody?, mayUseKey: Bool
  ) async throws -> StreamedResponse {
    var request = request
    for _ in 0..<6 {
      let response = try await execute(signed(request, mayUseKey: mayUseKey), body: body)
      guard let location = response.redirect(of: request.method) else { return response }
      request = try redirected(request, to: location, hasStreamedBody: body != nil)
    }
    throw ProtocolViolation.redirect(to: request.url.description)
  }

  /// Sends a request, and once more to the second name of its host if the
  /// first does not take the connection: then nothing of it was seen.
  /// - Throws: the first fault, if neither can be connected to.
  private func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    do {
      return try await transport.execute(request, body: body)
    } catch {
      guard error.isConnectionFailure, let backup = origins.backup(of: request.url) else { throw error }
      onRetry(RetryNotice(.transport(error), next: .host(backup.host)))
      do {
        var request = request
        request.url = backup
        return try await transport.execute(request, body: body)
      } catch let second {
        throw second.isBeforeSending ? error : second
      }
    }
  }

  /// The request with the key, if its host may be told, and no other.
  private func signed(_ request: WireRequest, mayUseKey: Bool) -> WireRequest {
    var request = request
    request.headers["user-agent"] = userAgent
    if mayUseKey, request.headers["authorization"] == nil, let credentials, origins.mayReceiveKey(request.url) {
      request.headers["authorization"] = credentials.authorization
    }
    return request
  }

  /// The request for a new place, by its own method: a POST that became a GET
  /// would be answered with 405. What holds input or a token goes to the same
  /// origin or the platform's own hosts only.
  private func redirected(
    _ request: WireRequest, to location: String, hasStreamedBody: Bool
  ) throws(ProtocolViolation) -> WireRequest {
    guard let url = request.url.resolving(location: location), url.scheme == "https" || request.url.scheme == "http"
    else { throw .redirect(to: location) }
    var request = request
    let isTrusted = url.hasSameOrigin(as: request.url) || origins.mayReceiveKey(url)
    guard request.method == .get || (isTrusted && !hasStreamedBody) else { throw .redirect(to: location) }
    if !url.hasSameOrigin(as: request.url) { request.headers["authorization"] = nil }
    request.url = url
    return request
  }
}

extension StreamedResponse {
  /// Where the answer sends a request on to. Who is told to look elsewhere for
  /// the outcome has done what was wanted already.
  fileprivate func redirect(of method: HTTPMethod) -> String? {
    [301, 302, 307, 308].contains(status) || (status == 303 && method == .get) ? headers["location"] : nil
  }

  /// The body as JSON, read as it comes: beside what it says there is never
  /// more of it in memory than a piece.
  /// - Throws: `TransportFault`, `ProtocolViolation`.
  func json(feeding watchdog: Watchdog) async throws -> JSON {
    let promised = headers["content-length"].flatMap { Int($0) } ?? 0
    var reader = JSONReader(
      expectedCount: min(promised, FalClient.maximumAnswer), maximumValues: FalClient.maximumValues)
    var count = 0
    do {
      for try await piece in body {
        watchdog.feed()
        count += piece.count
        guard count <= FalClient.maximumAnswer else {
          throw ProtocolViolation.bodyTooLarge(limit: FalClient.maximumAnswer)
        }
        try reader.read(piece)
      }
      return try reader.finish()
    } catch let error as JSONSyntaxError {
      throw error.fault == .tooManyValues
        ? ProtocolViolation.tooManyValues(limit: FalClient.maximumValues) : .body(.notJSON(offset: error.offset))
    }
  }

  /// The whole answer.
  /// - Throws: `TransportFault`, or `ProtocolViolation.bodyTooLarge`.
  func collected(upTo limit: Int, feeding watchdog: Watchdog) async throws -> WireResponse {
    var bytes: [UInt8] = []
    // A large answer does not grow by copies of itself, nor one that lies.
    bytes.reserveCapacity(min(headers["content-length"].flatMap { Int($0) } ?? 0, limit, 1 << 26))
    for try await piece in body {
      watchdog.feed()
      guard bytes.count + piece.count <= limit else { throw ProtocolViolation.bodyTooLarge(limit: limit) }
      bytes += piece
    }
    return WireResponse(status: status, headers: headers, body: bytes)
  }
}
