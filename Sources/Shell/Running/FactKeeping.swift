package import JSON

/// What a recording keeps of a run beside the wire: whether a wait was given
/// up, how long something took. In a replay, whose time goes otherwise, that
/// is no matter of the clock.
package enum FactKeeping: Sendable {
  case none
  /// Is told what there may be a fact of, and gives what is to be told if there
  /// is one: the fact.
  case recorded(@Sendable (_ subject: JSON) -> @Sendable (_ value: JSON) -> Void)
  /// Is told the same; nil: there is none.
  case replayed(@Sendable (_ subject: JSON) -> KeptFact?)
}
