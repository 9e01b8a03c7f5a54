package import JSON

/// A wait that ends after some time whatever comes.
package struct LimitedWait: Sendable, Hashable {
  /// What is waited for, and nothing of when: a replay's is the same.
  package let subject: JSON
  package let limit: Duration
}

/// What becomes of waits with a limit. Whether one was given up is no matter
/// of the clock in a replay, whose time goes otherwise: it is in the recording.
package enum WaitKeeping: Sendable {
  case none
  /// Is told of each wait that is given up, and of what was seen then.
  case recorded(@Sendable (LimitedWait, _ sight: JSON) -> Void)
  /// Takes out what was seen at the end of such a wait, if one is left that
  /// fits; nil: none was given up.
  case replayed(@Sendable (LimitedWait, _ fits: (_ sight: JSON) -> Bool) -> JSON?)
}
