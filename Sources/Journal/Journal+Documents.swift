import GRDB

extension Journal {
  /// A document as it was last stored; how old it may be is for the caller
  /// to say.
  ///
  /// - Returns: its JSON text, byte for byte, and when it was stored, in
  ///   seconds since 1970; nil if there is none.
  package func document(
    kind: DocumentKind, key: String, origin: String
  ) throws(JournalError) -> (text: String, storedAt: Double)? {
    try read { database in
      let sql = "SELECT text, storedAt FROM document WHERE kind = ? AND key = ? AND origin = ?"
      guard let row = try database.rows(sql, [kind.rawValue, key, origin]).first else { return nil }
      return (try row.text("text"), try row.real("storedAt"))
    }
  }

  /// All documents of a kind, by their keys.
  package func documents(
    kind: DocumentKind, origin: String
  ) throws(JournalError) -> [String: (text: String, storedAt: Double)] {
    try read { database in
      let sql = "SELECT key, text, storedAt FROM document WHERE kind = ? AND origin = ?"
      return try database.rows(sql, [kind.rawValue, origin]).reduce(into: [:]) { documents, row in
        documents[try row.text("key")] = (try row.text("text"), try row.real("storedAt"))
      }
    }
  }

  /// Stores a document, in place of an earlier one of the same key.
  ///
  /// - Parameters:
  ///   - text: its JSON text, which is not looked at.
  ///   - date: in seconds since 1970.
  package func storeDocument(
    kind: DocumentKind, key: String, origin: String, text: String, at date: Double
  ) throws(JournalError) {
    try write { database in
      try database.run(
        "INSERT OR REPLACE INTO document (kind, key, origin, text, storedAt) VALUES (?, ?, ?, ?, ?)",
        [kind.rawValue, key, origin, text, date])
    }
  }
}
