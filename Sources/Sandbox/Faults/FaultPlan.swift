import FalProtocol
import Synchronization

/// The faults of a sandbox and how often each has matched.
final class FaultPlan: Sendable {
  private let faults: [Fault]
  private let counts: Mutex<[Int]>

  init(_ faults: [Fault]) {
    self.faults = faults
    counts = Mutex(Array(repeating: 0, count: faults.count))
  }

  /// What goes wrong with this request: the first fault whose turn it is.
  /// All that match count it.
  func action(for route: Route) -> Fault.Action? {
    guard !faults.isEmpty else { return nil }
    return counts.withLock { counts in
      var action: Fault.Action?
      for (index, fault) in faults.enumerated() where fault.matches(route) {
        counts[index] += 1
        let isDue = fault.occurrences?.contains(counts[index]) ?? true
        if isDue, action == nil { action = fault.action }
      }
      return action
    }
  }
}
