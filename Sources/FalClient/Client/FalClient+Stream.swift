package import FalProtocol
package import JSON

/// A part of an answer that comes piece by piece.
package enum StreamPart: Sendable, Hashable {
  /// The head of the answer: the request was taken.
  case head(requestID: String?, contentType: String?, billableUnits: String?)
  /// An event of the model's own shape; or the whole output of a model that
  /// does not stream.
  case event(JSON)
  /// Bytes of a file: a voice that speaks while it is still being made.
  case bytes([UInt8])
}

extension FalClient {
  /// Runs a model that answers piece by piece.
  /// - Returns: a stream that throws `FalError`; ending its iteration ends
  ///   the run.
  package func stream(
    _ input: JSON, on endpoint: EndpointID, options: SubmitOptions = SubmitOptions(), within limit: Duration? = nil
  ) -> AsyncThrowingStream<StreamPart, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try requireKey()
          var request = makePaidRequest(Self.route(to: endpoint), input, options)
          request.headers["accept"] = "text/event-stream"
          try await readOutput(request, within: limit) { continuation.yield($0) }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// OpenAI's endpoints stream where they are, when their input says so.
  private static func route(to endpoint: EndpointID) -> Route {
    endpoint.isOpenAICompatible ? .run(endpoint) : .stream(endpoint)
  }

  private func readOutput(
    _ request: WireRequest, within limit: Duration?, _ receive: @escaping @Sendable (StreamPart) -> Void
  ) async throws(FalError) {
    let hasBegun = Flag()
    let outcome = try await repeating(.submits, within: limit) { () async throws(FalError) -> Result<Void, FalError> in
      guard !Task.isCancelled else { throw .cancelled }
      let start = now()
      do throws(FalError) {
        return .success(try await readOutputOnce(request, hasBegun, receive))
      } catch {
        guard hasBegun.isSet else { throw error.afterSending(host: request.url.host, over: now() - start) }
        return .failure(error.afterBeginning(host: request.url.host))
      }
    }
    try outcome.get()
  }

  private func readOutputOnce(
    _ request: WireRequest, _ hasBegun: Flag, _ receive: @escaping @Sendable (StreamPart) -> Void
  ) async throws(FalError) {
    try await exchange(request, limit: nil) { response, watchdog in
      guard (200..<300).contains(response.status) else {
        throw FalError.platform(PlatformError(try await response.collected(upTo: 1 << 20, feeding: watchdog)))
      }
      hasBegun.set()
      receive(response.head)
      if response.isEventStream { return try await response.forEachOutput(feeding: watchdog, receive) }
      guard response.isFile else {
        return receive(.event(try await response.json(feeding: watchdog)))
      }
      for try await piece in response.body { receive(.bytes(piece)) }
    }
  }
}

extension StreamedResponse {
  fileprivate var head: StreamPart {
    .head(
      requestID: headers[HeaderName.requestID], contentType: headers["content-type"],
      billableUnits: headers[HeaderName.billableUnits])
  }

  /// Whether the body is a file and no JSON.
  fileprivate var isFile: Bool {
    guard let type = headers["content-type"]?.lowercased() else { return false }
    return !type.hasPrefix("application/json") && !type.hasPrefix("text/")
  }

  fileprivate func forEachOutput(
    feeding watchdog: Watchdog, _ receive: @escaping @Sendable (StreamPart) -> Void
  ) async throws {
    try await forEachEvent(feeding: watchdog) { event in
      // Of OpenAI's making; the platform's own streams just end.
      guard event.data != "[DONE]" else { return false }
      receive(.event(try WireResponse(status: status, body: Array(event.data.utf8)).json()))
      return true
    }
  }
}

extension FalError {
  /// The error of a paid request whose answer had begun.
  fileprivate func afterBeginning(host: String) -> FalError {
    switch self {
    case .transport(let fault): .interrupted(fault)
    case .cancelled: .interrupted(TransportFault(.cancelled, host: host))
    case .protocolViolation: .interrupted(TransportFault(.unreadableAnswer, host: host))
    default: self
    }
  }
}
