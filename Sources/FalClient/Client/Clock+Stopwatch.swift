extension Clock where Duration == Swift.Duration {
  /// A stopwatch, started now.
  /// - Returns: what tells how long it has run.
  func stopwatch() -> @Sendable () -> Duration {
    let start = now
    return { start.duration(to: self.now) }
  }
}
