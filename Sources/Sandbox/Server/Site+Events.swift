import FalProtocol
import JSON

extension Site {
  /// Longer silences are broken by a comment, which keeps connections open.
  private static let longestSilence = Duration.seconds(15)
  /// How late a stream may notice that its request was cancelled.
  private static let longestSleep = Duration.milliseconds(250)

  func statusStream(of id: String, _ endpoint: EndpointID, logs: Bool) throws(PlatformError) -> SandboxAnswer {
    let request = try known(id, endpoint)
    return .events { [self] sink in
      try await writeStatuses(of: request, to: sink, logs: logs)
    }
  }

  /// An event at every change, with the lines logged since the one before,
  /// until the request has ended.
  private func writeStatuses(of request: QueuedRequest, to sink: EventSink, logs: Bool) async throws {
    let clock = configuration.clock
    var request = request
    var sent: (status: RequestStatus, time: Duration)?
    while true {
      let now = clock.now()
      request = book.request(request.id, of: request.endpoint) ?? request
      let status = request.status(at: now, logsAfter: sent?.time, logs: logs)
      if status.isNews(after: sent?.status) {
        try sink.send(status.event(for: request.acceptance))
        sent = (status, now)
      } else if let last = sent?.time, now - last > Self.longestSilence {
        try sink.send(ServerSentEvent.comment("ping"))
        sent?.time = now
      }
      guard !status.isCompleted, let next = request.lifecycle.nextChange(after: now) else { return }
      try await clock.sleep(min(next - now, Self.longestSleep))
    }
  }

  func run(_ endpoint: EndpointID, _ request: SandboxRequest) async throws(PlatformError) -> SandboxAnswer {
    if endpoint.isOpenAICompatible { return try await openAI(endpoint, request) }
    let options = SubmitOptions(headers: request.headers, query: request.query)
    let queued = try accept(endpoint, request.bytes, options, at: configuration.clock.now())
    try await wait(until: queued.lifecycle.end)
    return .whole(await answer(of: queued))
  }

  /// The output of a model as it grows, spread over the time of the run.
  func stream(_ endpoint: EndpointID, _ request: SandboxRequest) async throws(PlatformError) -> SandboxAnswer {
    let options = SubmitOptions(headers: request.headers, query: request.query)
    let queued = try accept(endpoint, request.bytes, options, at: configuration.clock.now())
    try await wait(until: queued.lifecycle.start)
    let response = await answer(of: queued)
    guard response.isSuccess, let output = try? response.json() else { return .whole(response) }
    guard let events = Models.model(of: endpoint.description)?.events(streaming: output) else {
      throw PlatformError(status: 404, message: "Path /stream not found")
    }
    let pause = (queued.lifecycle.end - queued.lifecycle.start) / max(1, events.count)
    return .events { [clock = configuration.clock] sink in
      for event in events {
        if pause > .zero { try await clock.sleep(pause) }
        try sink.send(ServerSentEvent(data: event.text))
      }
    }
  }

  private func wait(until end: Duration) async throws(PlatformError) {
    let clock = configuration.clock
    while clock.now() < end {
      do { try await clock.sleep(end - clock.now()) } catch {
        throw PlatformError(status: 499, type: "client_disconnected", message: "the caller is gone")
      }
    }
  }
}

extension RequestStatus {
  /// Whether there is something to tell that the event before did not.
  fileprivate func isNews(after other: RequestStatus?) -> Bool {
    guard let other else { return true }
    return state != other.state || !(logs ?? []).isEmpty
  }
}
