package import FalProtocol
package import JSON

extension FalClient {
  /// Runs a model that answers piece by piece. Each value is one event of the
  /// model's own shape; the last is its output. A model that does not stream
  /// gives one value.
  /// - Returns: a stream that throws `FalError`; ending its iteration ends the
  ///   run.
  package func stream(
    _ input: JSON, on endpoint: EndpointID, options: SubmitOptions = SubmitOptions()
  ) -> AsyncThrowingStream<JSON, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try requireKey()
          var request = makePaidRequest(.stream(endpoint), input, options)
          request.headers["accept"] = "text/event-stream"
          try await readOutput(request) { continuation.yield($0) }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private func readOutput(
    _ request: WireRequest, _ receive: @escaping @Sendable (JSON) -> Void
  ) async throws(FalError) {
    try await repeating(.submits) { () async throws(FalError) in
      guard !Task.isCancelled else { throw .cancelled }
      do throws(FalError) {
        try await readOutputOnce(request, receive)
      } catch {
        throw error.afterSending(host: request.url.host)
      }
    }
  }

  private func readOutputOnce(
    _ request: WireRequest, _ receive: @escaping @Sendable (JSON) -> Void
  ) async throws(FalError) {
    try await exchange(request, limit: nil) { response, watchdog in
      guard response.isEventStream else {
        let whole = try await response.collected(upTo: Self.maximumAnswer, feeding: watchdog)
        guard whole.isSuccess else { throw FalError.platform(PlatformError(whole)) }
        return receive(try whole.json())
      }
      try await response.forEachEvent(feeding: watchdog) { event in
        // Of OpenAI's making; the platform's own streams just end.
        guard event.data != "[DONE]" else { return false }
        receive(try WireResponse(status: response.status, body: Array(event.data.utf8)).json())
        return true
      }
    }
  }
}
