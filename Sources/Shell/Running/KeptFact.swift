package import JSON

/// A wait that was given up in the run that is replayed.
package struct GivenUpWait: Sendable {
  /// What was seen then of what was waited for.
  package let sight: JSON
  /// Waits for the moment at which that was.
  package let moment: @Sendable () async throws -> Void

  package init(sight: JSON, moment: @escaping @Sendable () async throws -> Void) {
    self.sight = sight
    self.moment = moment
  }
}
