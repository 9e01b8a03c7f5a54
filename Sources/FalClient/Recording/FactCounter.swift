package import JSON
import Synchronization

/// Tells facts apart whose subjects are alike, by the order in which each
/// strand comes to them.
package final class FactCounter: Sendable {
  private let counts = Mutex<[RecordedFact.Key: Int]>([:])

  package init() {}

  /// The current strand comes to something that there may be a fact of.
  /// - Parameter subject: what that is, told without what differs from run to
  ///   run.
  package func key(of subject: JSON) -> RecordedFact.Key {
    let (strand, digest) = (Strand.current, Digest.of(subject))
    let number = counts.withLock { counts in
      let kind = RecordedFact.Key(strand: strand, subject: digest, number: 0)
      counts[kind, default: 0] += 1
      return counts[kind] ?? 1
    }
    return RecordedFact.Key(strand: strand, subject: digest, number: number)
  }
}
