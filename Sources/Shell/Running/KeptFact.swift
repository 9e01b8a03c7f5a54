package import JSON

/// A fact of the run that is replayed.
package struct KeptFact: Sendable {
  package let value: JSON
  /// Waits for the moment since which it is so.
  package let moment: @Sendable () async throws -> Void

  package init(value: JSON, moment: @escaping @Sendable () async throws -> Void) {
    self.value = value
    self.moment = moment
  }
}
