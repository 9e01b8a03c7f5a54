/// The time of a replay, in seconds from the start of the recording.
package protocol ReplayTime: Sendable {
  var now: Double { get }

  /// Waits for a moment; returns at once if it is past.
  /// - Throws: `CancellationError`.
  func wait(until moment: Double) async throws
}
