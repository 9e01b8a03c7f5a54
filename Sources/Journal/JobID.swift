/// Names one job in the journal, for as long as the journal lasts.
package struct JobID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The row of the job, counted from 1.
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package var description: String { String(rawValue) }
}
