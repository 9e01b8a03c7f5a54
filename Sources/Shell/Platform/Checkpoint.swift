/// Points of a job's life between which the journal is written: a process
/// may be killed at any of them, and nothing may be lost.
package enum Checkpoint: String, Sendable, CaseIterable {
  /// Before the job is written down, and after.
  case beginning, begun
  /// Before it is written that the request leaves, and after: the next is
  /// the request itself.
  case sending, sent
  /// The answer to the request is here and not yet written, then it is.
  case accepting, accepted
  case running
  /// The result is here and not yet written, then it is.
  case finishing, finished
  /// A copy of a file of the result is made and not yet written down, then
  /// it is.
  case copying, copied
  /// What an earlier shell has left is about to be taken up, then it is this
  /// shell's.
  case takingUp, takenUp
}
