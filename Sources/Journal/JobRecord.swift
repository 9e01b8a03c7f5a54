package import JSON

/// A job as the journal knows it. All dates are seconds since 1970.
package struct JobRecord: Sendable, Hashable, Identifiable {
  package let id: JobID
  package let session: SessionID
  /// The `3` of `%3`: counted from 1 within its session.
  package let number: Int
  package let endpointID: String
  /// The input object, exactly as it was written down to be sent.
  package let input: JSON
  /// Whose results went into the input, in the order of their use.
  package let parents: [JobParent]
  /// What the platform calls those that were named so.
  package let parentRequestIDs: [String]
  package let origin: String
  /// The statement that asked for the job, as it was typed.
  package let sourceLine: String
  /// Whether it went over a connection in real time: there the platform gives
  /// no request id.
  package let isRealtime: Bool
  package let state: JobState

  /// The platform's name for the job; nil until it is accepted.
  package let requestID: String?
  package let statusURL: String?
  package let responseURL: String?
  package let cancelURL: String?

  /// The model's JSON, unchanged; nil until the job is done.
  package internal(set) var output: JSON?
  /// The latest failure, in the shape its writer gave it.
  package let error: JSON?
  /// How long the model worked.
  package let seconds: Double?
  /// How long the job waited for a runner, in seconds.
  package let queuedSeconds: Double?
  /// In the model's own unit, as the platform reports it.
  package let billableUnits: Double?
  /// In US dollars; nil if unknown, never 0 instead.
  package let cost: Double?

  package let startedAt: Double
  package let sentAt: Double?
  /// When the answer to the request was found to be lost.
  package let unknownAt: Double?
  package let acceptedAt: Double?
  package let runningAt: Double?
  /// When the job was seen to have ended; nil before. A job that is still
  /// `notSent` has ended if the shell that was to send it is gone.
  package let endedAt: Double?
  /// When anything of this was last written.
  package let changedAt: Double
}
