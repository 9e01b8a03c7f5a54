import Foundation
package import Sandbox

extension SandboxClock {
  /// The clock of the machine, for tests of what takes real time.
  package static let machine = SandboxClock(
    now: { .seconds(Date().timeIntervalSince1970) }, sleep: { try await ContinuousClock().sleep(for: $0) })
}
