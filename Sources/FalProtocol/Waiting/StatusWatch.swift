/// Waits for a request to complete, without clock or network: it is told what
/// happened and says what to do next.
///
/// The status stream is read first. If it fails, or at a caller's wish, the
/// status is polled, at growing intervals. A poll that fails says nothing of
/// the request, which goes on; only a refusal, or silence for longer than
/// `patience`, ends the watch.
package struct StatusWatch: Sendable {
  /// What happened.
  package enum Event: Sendable, Hashable {
    /// A status came, by stream or poll.
    case status(RequestStatus)
    /// The stream ended or failed, or never began.
    case streamEnded
    /// A poll was answered with an error.
    case pollRefused(PlatformError)
    /// A poll got no answer.
    case pollBroken
    /// The time of a `wait` has passed.
    case waited
  }

  /// What to do.
  package enum Action: Sendable, Hashable {
    case openStream
    /// Read on in the stream.
    case readStream
    case poll
    case wait(Duration)
    /// The request has completed.
    case finish
    /// The platform refuses to say; whether the request runs is not known.
    case fail(PlatformError)
    /// The platform cannot be reached; the request may be running.
    case lose
  }

  /// How long an unknown id is taken for a fresh one.
  package static let graceOfUnknownID: Duration = .seconds(5)
  /// How long polls may fail one after the other.
  package static let patience: Duration = .seconds(300)
  /// The same where the platform itself says that they are wrong.
  package static let patienceIfWrong: Duration = .seconds(20)
  /// The first and the longest interval of polls that are answered.
  package static let intervals: ClosedRange<Duration> = .milliseconds(500)...(.seconds(2))
  /// The longest interval of polls that fail.
  package static let longestAfterFailure: Duration = .seconds(10)

  private let fixedInterval: Duration?
  private let isFresh: Bool
  private var isStreaming: Bool
  private var interval = intervals.lowerBound
  private var pendingWait: Duration = .zero
  private var waitedInAll: Duration = .zero
  private var waitedSinceAnswer: Duration = .zero

  /// - Parameters:
  ///   - pollInterval: polls at this interval, and opens no stream.
  ///   - isFresh: whether an unknown id may be one that is not known yet.
  package init(pollInterval: Duration? = nil, isFresh: Bool = true) {
    fixedInterval = pollInterval
    self.isFresh = isFresh
    isStreaming = pollInterval == nil
  }

  /// The first thing to do.
  package var firstAction: Action { isStreaming ? .openStream : .poll }

  /// - Returns: what to do after `event`.
  package mutating func next(after event: Event) -> Action {
    switch event {
    case .status(let status): return received(status)
    case .streamEnded:
      isStreaming = false
      return .poll
    case .pollRefused(let error): return refused(error)
    case .pollBroken: return waitedSinceAnswer > Self.patience ? .lose : waitAfterFailure(asked: nil)
    case .waited:
      waitedInAll += pendingWait
      waitedSinceAnswer += pendingWait
      return .poll
    }
  }

  private mutating func received(_ status: RequestStatus) -> Action {
    if status.isCompleted { return .finish }
    if isStreaming { return .readStream }
    waitedSinceAnswer = .zero
    interval = min(interval, Self.intervals.upperBound)
    defer { interval = min(interval * 1.5, Self.intervals.upperBound) }
    return wait(interval)
  }

  private mutating func refused(_ error: PlatformError) -> Action {
    switch error.kind {
    case .notFound where isFresh && waitedInAll < Self.graceOfUnknownID: return waitAfterFailure(asked: nil)
    case .server, .timeout, .rateLimit, .stillInProgress:
      return waitedSinceAnswer > Self.patience ? .fail(error) : waitAfterFailure(asked: error.retryAfter)
    case .cancelled, .badInput, .contentPolicy:
      return waitedSinceAnswer > Self.patienceIfWrong ? .fail(error) : waitAfterFailure(asked: error.retryAfter)
    case .auth, .locked, .notFound: return .fail(error)
    }
  }

  private mutating func waitAfterFailure(asked: Duration?) -> Action {
    defer { interval = min(interval * 1.5, Self.longestAfterFailure) }
    return wait(interval, atLeast: min(asked ?? .zero, Self.patience))
  }

  /// A caller's interval does not shorten what the platform asks for.
  private mutating func wait(_ duration: Duration, atLeast asked: Duration = .zero) -> Action {
    pendingWait = max(fixedInterval ?? duration, asked)
    return .wait(pendingWait)
  }
}
