package import FalProtocol

extension FalClient {
  /// Tells what becomes of a request: every status that the platform knows,
  /// by its stream or, where that fails or too many streams are open, by
  /// polling. Returns after the completed one.
  /// - Parameters:
  ///   - logs: whether log lines are asked for.
  ///   - pollInterval: polls so often, and opens no stream.
  ///   - isFresh: whether it was submitted just now, so that the platform may
  ///     not know it everywhere yet.
  ///   - receive: is told each status in order; the logs in it are the lines
  ///     that were in none before.
  /// - Throws: `FalError`. A task that is cancelled ends the waiting, not the
  ///   request.
  package func follow(
    _ acceptance: Acceptance, logs: Bool, pollInterval: Duration? = nil, isFresh: Bool = true,
    _ receive: @escaping @Sendable (RequestStatus) -> Void
  ) async throws(FalError) {
    let feed = StatusFeed(watch: StatusWatch(pollInterval: pollInterval, isFresh: isFresh), receive: receive)
    var action = feed.firstAction
    var lastFault = FalError.transport(TransportFault(.timedOut, host: acceptance.statusURL.host))
    while true {
      switch action {
      case .finish: return
      case .fail(let error): throw error.kind == .notFound ? .platform(error) : .statusRefused(error)
      case .lose: throw lastFault
      case .openStream, .readStream:
        let isCompleted = try await streamSeats.seated { () async throws(FalError) in
          try await readStream(of: acceptance, logs: logs, feed)
        }
        action = isCompleted == true ? .finish : feed.next(after: .streamEnded)
      case .wait(let duration):
        try await sleep(duration)
        action = feed.next(after: .waited)
      case .poll:
        do {
          action = feed.take(try await polled(acceptance, logs: logs), isStreamed: false)
        } catch {
          if case .transport = error { lastFault = error }
          action = feed.next(after: try Self.pollEvent(error))
          if case .wait(let pause) = action { onRetry(RetryNotice(error, next: .poll(after: pause))) }
        }
      }
    }
  }

  /// Not a part of the frame that waits for the stream.
  @inline(never)
  private func polled(_ acceptance: Acceptance, logs: Bool) async throws(FalError) -> RequestStatus {
    try await status(of: acceptance, logs: logs)
  }

  private static func pollEvent(_ error: FalError) throws(FalError) -> StatusWatch.Event {
    switch error {
    case .platform(let refusal): .pollRefused(refusal)
    case .transport(let fault) where fault.isNotRecorded: throw error
    case .transport, .protocolViolation: .pollBroken
    default: throw error
    }
  }

  /// How long a stream that has told of the end may take to end itself: its
  /// connection is then there for the result, and no other has to be made.
  private static let graceOfStream = Duration.milliseconds(20)

  /// Reads the status stream to its end, however it ends.
  /// - Returns: whether the request has completed.
  @inline(never)
  private func readStream(of acceptance: Acceptance, logs: Bool, _ feed: StatusFeed) async throws(FalError) -> Bool {
    let isCompleted = Flag()
    let (completion, teller) = AsyncStream<Never>.makeStream()
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          try await self.readStream(of: acceptance, logs: logs, feed) {
            isCompleted.set()
            teller.finish()
          }
        }
        group.addTask {
          for await _ in completion {}
          try await self.pause(Self.graceOfStream)
        }
        try await group.next()
      }
    } catch FalError.cancelled, is CancellationError {
      guard isCompleted.isSet else { throw .cancelled }
    } catch {
      // Polls take over.
    }
    return isCompleted.isSet
  }

  /// - Parameter complete: called at the event that tells of the end.
  private func readStream(
    of acceptance: Acceptance, logs: Bool, _ feed: StatusFeed, complete: @escaping @Sendable () -> Void
  ) async throws(FalError) {
    let request = WireRequest(
      .get, acceptance.statusStreamURL(logs: logs), headers: ["accept": "text/event-stream"])
    let (client, host) = (self, request.url.host)
    do {
      try await Watchdog.watch(limit: limits.event, clock: clock, host: host) { events in
        try await client.exchange(request, limit: client.limits.stream) { response, watchdog in
          guard response.isEventStream else { return }
          var isCompleted = false
          try await response.forEachEvent(feeding: watchdog, isWhole: RequestStatus.isWhole) { event in
            events.feed()
            guard !isCompleted else { return true }
            isCompleted = RequestStatus.events(in: event).contains { feed.take($0, isStreamed: true) == .finish }
            if isCompleted { complete() }
            return true
          }
        }
      }
    } catch {
      throw FalError(error, host: host)
    }
  }
}
