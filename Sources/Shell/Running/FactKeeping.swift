package import JSON

/// What becomes of waits with a limit. Whether one was given up is no matter
/// of the clock in a replay, whose time goes otherwise: it is in the recording.
package enum WaitKeeping: Sendable {
  case none
  /// Is told when such a wait begins, and gives what is to be told if it is
  /// given up: what is seen then.
  case recorded(@Sendable (LimitedWait) -> @Sendable (_ sight: JSON) -> Void)
  /// Is told when such a wait begins; nil: it was not given up.
  case replayed(@Sendable (LimitedWait) -> GivenUpWait?)
}
