/// Time that goes as it went when the recording was made.
package struct PacedTime: ReplayTime {
  private let elapsed: @Sendable () -> Duration
  private let pause: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - elapsed: since the replay began.
  ///   - pause: lets real time pass.
  package init(
    elapsed: @escaping @Sendable () -> Duration, pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.elapsed = elapsed
    self.pause = pause
  }

  package var now: Double { elapsed() / .seconds(1) }

  package func wait(until moment: Double) async throws {
    let seconds = moment - now
    guard seconds > 0 else { return try Task.checkCancellation() }
    try await pause(.seconds(seconds))
  }
}
