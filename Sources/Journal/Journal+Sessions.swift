import GRDB

extension Journal {
  /// - Parameter date: seconds since 1970.
  package func beginSession(at date: Double) throws(JournalError) -> SessionID {
    try write { database in
      try database.run("INSERT INTO session (startedAt) VALUES (?)", [date])
      return SessionID(rawValue: database.lastInsertedRowID)
    }
  }

  /// Gives a session a name of its own, or takes it away with nil.
  /// - Throws: `JournalError.refused` if another session has the name,
  ///   `.unknownSession`.
  package func name(_ session: SessionID, _ name: String?) throws(JournalError) {
    try write { database in
      try database.run("UPDATE session SET name = ? WHERE id = ?", [name, session.rawValue])
      guard database.changesCount == 1 else { throw JournalError.unknownSession(session) }
    }
  }

  /// - Returns: nil if there is no such session.
  package func session(_ id: SessionID) throws(JournalError) -> SessionRecord? {
    try read { database in
      try database.rows("SELECT * FROM session WHERE id = ?", [id.rawValue]).first.map(SessionRecord.init)
    }
  }

  /// - Returns: nil if no session has the name.
  package func session(named name: String) throws(JournalError) -> SessionRecord? {
    try read { database in
      try database.rows("SELECT * FROM session WHERE name = ?", [name]).first.map(SessionRecord.init)
    }
  }

  /// Sessions, the latest first.
  /// - Parameter limit: how many at most; nil for all.
  package func sessions(limit: Int? = nil) throws(JournalError) -> [SessionRecord] {
    try read { database in
      try database.rows("SELECT * FROM session ORDER BY id DESC LIMIT ?", [limit.map { max(0, $0) } ?? -1])
        .map(SessionRecord.init)
    }
  }
}

extension SessionRecord {
  init(_ row: Row) throws {
    id = SessionID(rawValue: try row.integer("id"))
    name = try row.optionalText("name")
    startedAt = try row.real("startedAt")
  }
}
