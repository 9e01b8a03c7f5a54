import FalProtocol

/// A request failed and is about to be sent again.
package struct RetryNotice: Sendable, Hashable {
  /// What comes next.
  package enum Next: Sendable, Hashable {
    /// The same after a pause.
    case attempt(number: Int, of: Int, after: Duration)
    /// The status is asked for again, as often as there is hope.
    case poll(after: Duration)
    /// The same at another name of the host, at once.
    case host(String)
  }

  package let error: FalError
  package let next: Next

  package init(_ error: FalError, next: Next) {
    self.error = error
    self.next = next
  }
}
