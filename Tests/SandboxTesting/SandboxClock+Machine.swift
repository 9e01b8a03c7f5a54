package import Sandbox

extension SandboxClock {
  /// The clock of the machine, for tests of what takes real time.
  package static var machine: SandboxClock {
    let (start, began) = (ContinuousClock.now, Duration.seconds(1_800_000_000))
    return SandboxClock(
      now: { began + start.duration(to: .now) }, sleep: { try await ContinuousClock().sleep(for: $0) })
  }
}
