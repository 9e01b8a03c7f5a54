import FoundationEssentials
import Sandbox

extension SandboxClock {
  /// The clock of the machine.
  static let machine = SandboxClock(
    now: { .seconds(Date().timeIntervalSince1970) }, sleep: { try await ContinuousClock().sleep(for: $0) })
}
