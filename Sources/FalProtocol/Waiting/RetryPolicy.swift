/// When a request is sent again, and after how long.
package struct RetryPolicy: Sendable, Hashable {
  /// How a request failed.
  package enum Failure: Sendable, Hashable {
    /// The connection was never made: nothing was sent.
    case neverSent
    /// The connection broke, or no answer came; the other end may have acted.
    case broken
    /// What came is not what the wire says it must be.
    case unreadable
    case answered(PlatformError)
  }

  /// How often a request is sent in all.
  package var attempts: Int
  /// The delay after the first failure; it doubles with each.
  package var delay: Duration
  package var maximumDelay: Duration
  /// Whether sending twice does no harm.
  package var isRepeatable: Bool
  /// Whether a failure of the server is outlasted, since nothing runs there
  /// that would only fail again.
  package var outlastsFailures = false
  /// Whether it waits where too many requests are on their way.
  package var waitsForRoom = true
  /// Whether what is asked for is there, as the platform has said: a service
  /// that does not know of it yet soon will.
  package var isAnnounced = false

  package init(attempts: Int, delay: Duration, maximumDelay: Duration, isRepeatable: Bool) {
    self.attempts = attempts
    self.delay = delay
    self.maximumDelay = maximumDelay
    self.isRepeatable = isRepeatable
  }

  /// For what changes nothing: status, catalogue, cancel.
  package static let reads = RetryPolicy(
    attempts: 5, delay: .milliseconds(250), maximumDelay: .seconds(8), isRepeatable: true)

  /// For files, which cost nothing.
  package static let uploads = reads.with { $0.outlastsFailures = true }

  /// For the result of a request that has completed.
  package static let results = reads.with { $0.isAnnounced = true }

  /// For what is paid: sent again only if it was surely not accepted, since
  /// the platform knows no key that makes two submits one.
  package static let submits = RetryPolicy(
    attempts: 5, delay: .milliseconds(500), maximumDelay: .seconds(15), isRepeatable: false)

  /// The same for what is to be refused where others wait already.
  package static let submitsIfRoom = submits.with { $0.waitsForRoom = false }

  /// Who is asked to wait longer is told so, and does not.
  package static let longestAsked: Duration = .seconds(60)

  /// How long to wait before the next attempt.
  /// - Parameters:
  ///   - failure: of the last attempt.
  ///   - attempt: its number, counted from 1.
  ///   - jitter: a random number of 0 to 1, which spreads callers that failed
  ///     together; what the platform asks for is lengthened by it, never
  ///     shortened.
  /// - Returns: nil if there is to be no other.
  package func delay(after failure: Failure, attempt: Int, jitter: Double) -> Duration? {
    guard attempt < attempts, mayRepeat(after: failure, attempt: attempt) else { return nil }
    let jitter = min(max(jitter, 0), 1)
    if case .answered(let error) = failure, let wait = error.retryAfter {
      return wait > Self.longestAsked ? nil : wait * (1 + jitter / 4)
    }
    let doubled = delay * (1 << min(max(attempt - 1, 0), 20))
    return min(doubled, maximumDelay) * (0.5 + jitter)
  }

  private func mayRepeat(after failure: Failure, attempt: Int) -> Bool {
    switch failure {
    case .neverSent: true
    case .broken: isRepeatable
    // It may have been cut on the way, and be whole the next time.
    case .unreadable: isRepeatable && attempt == 1
    case .answered(let error) where error.status == 429: waitsForRoom && error.retryHint != false
    case .answered(let error) where error.isFromIntermediary: isRepeatable || !error.leavesOutcomeUnknown
    case .answered(let error): isRepeatable && mayAskAgain(after: error, attempt: attempt)
    }
  }

  private func mayAskAgain(after error: PlatformError, attempt: Int) -> Bool {
    if [408, 409].contains(error.status) { return true }
    return switch error.kind {
    case .rateLimit: true
    case .stillInProgress: isAnnounced
    case .notFound: isAnnounced && error.isOfQueue
    // A model's own failure stays what it is when its result is read again,
    // but for those that the platform itself calls passing: once more.
    default: (outlastsFailures || attempt == 1) && error.status >= 500 && error.isRetryable
    }
  }

  private func with(_ change: (inout RetryPolicy) -> Void) -> RetryPolicy {
    var policy = self
    change(&policy)
    return policy
  }
}
