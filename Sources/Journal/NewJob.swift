package import JSON

/// What is known of a job before its request leaves.
package struct NewJob: Sendable, Hashable {
  package var session: SessionID
  /// The `3` of `%3`: counted from 1 within its session, given once.
  package var number: Int
  package var endpointID: String
  /// The input object, exactly as it will be sent.
  package var input: JSON
  /// Whose results went into the input, in the order of their use. One that
  /// the journal has a job for is remembered as that job.
  package var parents: [JobParent]
  /// Which platform the job is for: fal.ai, or a sandbox by its address.
  package var origin: String
  /// The statement that asked for the job, as it was typed.
  package var sourceLine: String
  /// Seconds since 1970.
  package var startedAt: Double
  /// Whether copies of the files of its result are to be made.
  package var wantsCopies: Bool
  /// By what it is known again; nil if nobody is to.
  package var step: JobStep?
  /// Whether it goes over a connection in real time, and not to the queue.
  package var isRealtime: Bool

  package init(
    session: SessionID, number: Int, endpointID: String, input: JSON, parents: [JobParent] = [], origin: String,
    sourceLine: String, startedAt: Double, wantsCopies: Bool = false, step: JobStep? = nil,
    isRealtime: Bool = false
  ) {
    self.session = session
    self.number = number
    self.endpointID = endpointID
    self.input = input
    self.parents = parents
    self.origin = origin
    self.sourceLine = sourceLine
    self.startedAt = startedAt
    self.wantsCopies = wantsCopies
    self.step = step
    self.isRealtime = isRealtime
  }
}
