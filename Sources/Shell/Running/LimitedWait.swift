package import JSON

/// A wait that ends after some time whatever comes.
package struct LimitedWait: Sendable, Hashable {
  /// What is waited for, and nothing of when: a replay's is the same.
  package let subject: JSON
  package let limit: Duration
}
