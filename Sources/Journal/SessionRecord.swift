/// Names one session in the journal, for as long as the journal lasts.
package struct SessionID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The row of the session, counted from 1.
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package var description: String { String(rawValue) }
}

/// A run of the program: a prompt from its start to its end, or a script.
package struct SessionRecord: Sendable, Hashable, Identifiable {
  package let id: SessionID
  /// What its user calls it; nil until it is named.
  package let name: String?
  /// Seconds since 1970.
  package let startedAt: Double
}
