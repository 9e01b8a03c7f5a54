/// Where a job stands, as far as is known for certain.
package enum JobState: String, Sendable, Hashable, CaseIterable {
  /// Written down; its request has not left.
  case notSent
  /// Its request is on the way, or was when the journal was last written.
  case sent
  /// The connection broke while the platform may have accepted the request.
  case unknown
  /// Accepted; waits for a runner.
  case queued
  case running
  case done
  case failed
  case cancelled
  /// The platform no longer knows the request or its result.
  case expired

  /// Whether nothing more happens to the job. An `unknown` one has not
  /// ended: it may still turn out to have been accepted.
  package var isFinal: Bool {
    switch self {
    case .done, .failed, .cancelled, .expired: true
    case .notSent, .sent, .unknown, .queued, .running: false
    }
  }
}
