package import JSON
import Synchronization

/// Tells waits apart that are alike, by the order in which each strand begins
/// them.
package final class WaitCounter: Sendable {
  private let counts = Mutex<[RecordedWait.Key: Int]>([:])

  package init() {}

  /// A wait of the current strand begins.
  /// - Parameters:
  ///   - subject: what is waited for, told without what differs from run to
  ///     run.
  ///   - limit: in seconds.
  package func begin(_ subject: JSON, limit: Double) -> RecordedWait.Key {
    let (strand, digest) = (Strand.current, Digest.of(subject))
    let number = counts.withLock { counts in
      let kind = RecordedWait.Key(strand: strand, subject: digest, limit: limit, number: 0)
      counts[kind, default: 0] += 1
      return counts[kind] ?? 1
    }
    return RecordedWait.Key(strand: strand, subject: digest, limit: limit, number: number)
  }
}
