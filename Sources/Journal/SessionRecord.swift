package import JSON

/// Names one session in the journal, for as long as the journal lasts.
package struct SessionID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The row of the session, counted from 1.
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package var description: String { String(rawValue) }
}

/// Who sat there.
package enum SessionKind: String, Sendable, Hashable, CaseIterable {
  /// A person at a prompt: such a session can be resumed.
  case prompt
  /// A script, or a line given to the program.
  case script
}

/// A run of the program: a prompt from its start to its end, or a script.
package struct SessionRecord: Sendable, Hashable, Identifiable {
  package let id: SessionID
  package let kind: SessionKind
  /// What its user calls it; nil until it is named.
  package let name: String?
  /// Seconds since 1970.
  package let startedAt: Double
  /// When it was last resumed or something of it was kept, in seconds since
  /// 1970.
  package let usedAt: Double
  /// The session that it began as a copy of.
  package let forkedFrom: SessionID?
  /// What was set in it, in the shape its writer gave it.
  package let settings: JSON?
  /// How many jobs have a number in it.
  package let jobCount: Int
  /// How many names are bound in it.
  package let nameCount: Int
}

/// A name that a session keeps, and what it stands for.
package struct Binding: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case value, definition }

  package var name: String
  package var kind: Kind
  /// In the shape its writer gave it.
  package var content: String

  package init(_ kind: Kind, _ name: String, _ content: String) {
    self.name = name
    self.kind = kind
    self.content = content
  }
}
