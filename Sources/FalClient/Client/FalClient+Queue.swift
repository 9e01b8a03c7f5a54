package import FalProtocol
package import JSON

extension FalClient {
  /// Puts a request into a model's queue. It is sent again only if it was
  /// surely not accepted.
  /// - Parameter limit: after so long it is not sent again: its caller has
  ///   turned to something else.
  /// - Throws: `FalError.unknownSubmit` if the answer was lost.
  package func submit(
    _ input: JSON, to endpoint: EndpointID, options: SubmitOptions = SubmitOptions(), within limit: Duration? = nil
  ) async throws(FalError) -> Acceptance {
    let request = makePaidRequest(.submit(endpoint), input, options)
    let policy = options.maximumQueueLength == nil ? RetryPolicy.submits : .submitsIfRoom
    let response = try await sendPaid(to: request.url.host, policy, within: limit) { client throws(FalError) in
      try await client.sendOnce(request, limit: client.limits.submit)
    }
    do {
      return try Acceptance(json: response.json(), endpoint: endpoint, origins: origins)
        .reachable(at: origins, as: endpoint)
    } catch {
      throw .unknownSubmit(TransportFault(.unreadableAnswer, host: request.url.host))
    }
  }

  /// Runs a model and waits in one call. A connection that breaks loses the
  /// result.
  /// - Throws: `FalError.unknownSubmit` if the answer was lost.
  package func run(
    _ input: JSON, on endpoint: EndpointID, options: SubmitOptions = SubmitOptions(), within limit: Duration? = nil
  ) async throws(FalError) -> Answer {
    let request = makePaidRequest(.run(endpoint), input, options)
    let answer = try await sendPaid(to: request.url.host, .submits, within: limit) { client throws(FalError) in
      try await client.answerOnce(to: request, limit: nil)
    }
    if let failure = answer.toldFailure { throw .platform(failure) }
    return answer
  }

  /// The status of a request now. Nothing is repeated.
  package func status(of acceptance: Acceptance, logs: Bool) async throws(FalError) -> RequestStatus {
    let response = try await sendOnce(WireRequest(.get, acceptance.statusURL(logs: logs)), limit: limits.answer)
    do { return try RequestStatus(json: response.json()) } catch { throw .protocolViolation(.body(error)) }
  }

  /// What a request gave back.
  /// - Parameter isAnnounced: whether the platform has said that it completed:
  ///   then a result that is not there yet is waited for.
  /// - Throws: `FalError.platform` with the model's own error if it failed.
  package func result(of acceptance: Acceptance, isAnnounced: Bool = true) async throws(FalError) -> Answer {
    let answer = try await readResult(of: acceptance, isAnnounced ? .results : .reads)
    if let failure = answer.toldFailure { throw .platform(failure) }
    return Answer(
      output: answer.output, requestID: answer.requestID ?? acceptance.requestID,
      billableUnits: answer.billableUnits, status: answer.status)
  }

  private func readResult(of acceptance: Acceptance, _ policy: RetryPolicy) async throws(FalError) -> Answer {
    let client = self
    let request = WireRequest(.get, acceptance.responseURL)
    do throws(FalError) {
      return try await repeating(policy) { () async throws(FalError) -> Answer in
        let answer = try await client.answerOnce(to: request, limit: client.limits.answer)
        // It says how the request stands, in place of the result.
        guard answer.status != 202 || !RequestStatus.isUnderWay(answer.output) else {
          throw .platform(.stillInProgress(requestID: acceptance.requestID))
        }
        return answer
      }
    } catch {
      guard case .protocolViolation(.body(.notJSON)) = error, let answer = try? await mendedAnswer(to: request) else {
        throw error
      }
      return answer
    }
  }

  /// What is mended is in memory several times over; in bytes.
  private static let mostMended = 8 << 20

  /// The same once more, read as well as it can be.
  private func mendedAnswer(to request: WireRequest) async throws(FalError) -> Answer? {
    let response = try await sendOnce(request, limit: limits.answer)
    guard response.body.count <= Self.mostMended else { return nil }
    return MendedJSON.value(of: response.body).map {
      Answer(json: $0, status: response.status, headers: response.headers)
    }
  }

  /// Asks the platform to stop a request.
  package func cancel(_ acceptance: Acceptance) async throws(FalError) -> CancelAnswer {
    let client = self
    let wasAsked = Flag()
    let answer = try await repeating(.reads) { () async throws(FalError) -> CancelAnswer in
      do throws(FalError) {
        let response = try await client.sendOnce(WireRequest(.put, acceptance.cancelURL), limit: client.limits.answer)
        return CancelAnswer(response) ?? .requested
      } catch {
        if case .platform(let refusal) = error, let answer = CancelAnswer(refusal.response) { return answer }
        if error.mayHaveArrived { wasAsked.set() }
        throw error
      }
    }
    return answer == .alreadyCompleted && wasAsked.isSet ? .requested : answer
  }

  /// A request that costs money: the body is the model's input itself.
  func makePaidRequest(_ route: Route, _ input: JSON, _ options: SubmitOptions) -> WireRequest {
    var request = WireRequest(route, in: origins, headers: options.headers, json: input)
    request.url = request.url.replacing(query: options.query)
    return request
  }

  /// Sends a paid request.
  /// - Throws: `unknownSubmit` in place of a fault that came after sending.
  private func sendPaid<Value>(
    to host: String, _ policy: RetryPolicy, within limit: Duration?,
    _ send: (FalClient) async throws(FalError) -> Value
  ) async throws(FalError) -> Value {
    try requireKey()
    let client = self
    return try await repeating(policy, within: limit) { () async throws(FalError) -> Value in
      guard !Task.isCancelled else { throw .cancelled }
      let start = client.now()
      do throws(FalError) {
        return try await send(client)
      } catch {
        throw error.afterSending(host: host, over: client.now() - start)
      }
    }
  }
}

extension PlatformError {
  /// Whether somebody on the way waited in vain.
  fileprivate var isGatewayTimeout: Bool { [408, 504, 524].contains(status) }
}

extension TransportFault.Kind {
  fileprivate static func answered(with status: Int) -> Self { .other("it answered with \(status)") }
}

extension FalError {
  /// Whether a request that costs nothing may have had its effect all the same.
  fileprivate var mayHaveArrived: Bool {
    switch self {
    case .transport(let fault): !fault.isBeforeSending
    case .platform(let refusal): refusal.isFromIntermediary || refusal.status >= 500
    default: false
    }
  }

  /// So soon the proxy before the platform answers that has nobody to hand a
  /// request on to. Later it had, and lost them.
  private static let promptness = Duration.seconds(1)

  /// The error of a paid request that may have been sent when it came.
  /// - Parameter duration: from the sending until then.
  func afterSending(host: String, over duration: Duration = .zero) -> FalError {
    switch self {
    case .platform(let error) where error.isIngress && duration > Self.promptness:
      .unknownSubmit(TransportFault(.answered(with: error.status), host: host))
    case .transport(let fault) where !fault.isBeforeSending: .unknownSubmit(fault)
    case .cancelled: .unknownSubmit(TransportFault(.cancelled, host: host))
    case .platform(let error) where error.leavesOutcomeUnknown:
      .unknownSubmit(TransportFault(error.isGatewayTimeout ? .timedOut : .answered(with: error.status), host: host))
    case .protocolViolation(.body), .protocolViolation(.bodyTooLarge), .protocolViolation(.tooManyValues):
      .unknownSubmit(TransportFault(.unreadableAnswer, host: host))
    default: self
    }
  }
}
