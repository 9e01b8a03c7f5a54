import GRDB

/// Sessions. One that is at work belongs to its shell, so that two shells
/// never give the same number to two jobs.
extension Journal {
  /// - Parameter date: seconds since 1970.
  package func beginSession(_ kind: SessionKind = .prompt, at date: Double) throws(JournalError) -> SessionID {
    let shell = try shell(at: date)
    return try write { database in
      try database.run(
        "INSERT INTO session (kind, startedAt, shell) VALUES (?, ?, ?)", [kind.rawValue, date, shell])
      return SessionID(rawValue: database.lastInsertedRowID)
    }
  }

  /// Gives a session a name of its own, or takes it away with nil.
  /// - Throws: `JournalError.refused` if another session has the name,
  ///   `.unknownSession`.
  package func name(_ session: SessionID, _ name: String?) throws(JournalError) {
    try write { database in
      try database.run(
        "UPDATE session SET name = ? WHERE id = ? AND deletedAt IS NULL", [name, session.rawValue])
      guard database.changesCount == 1 else { throw JournalError.unknownSession(session) }
    }
  }

  /// - Returns: nil if there is no such session, or it was deleted.
  package func session(_ id: SessionID) throws(JournalError) -> SessionRecord? {
    try sessions(where: "id = ?", [id.rawValue], limit: 1).first
  }

  /// - Returns: nil if no session has the name.
  package func session(named name: String) throws(JournalError) -> SessionRecord? {
    try sessions(where: "name = ?", [name], limit: 1).first
  }

  /// Sessions, the latest used first.
  /// - Parameters:
  ///   - kind: nil for all.
  ///   - limit: how many at most; nil for all.
  package func sessions(_ kind: SessionKind? = nil, limit: Int? = nil) throws(JournalError) -> [SessionRecord] {
    guard let kind else { return try sessions(where: "TRUE", [], limit: limit) }
    return try sessions(where: "kind = ?", [kind.rawValue], limit: limit)
  }

  private func sessions(
    where condition: String, _ arguments: [(any DatabaseValueConvertible)?], limit: Int?
  ) throws(JournalError) -> [SessionRecord] {
    try read { database in
      try database.rows(
        """
        SELECT \(SessionRecord.columns) FROM session WHERE deletedAt IS NULL AND \(condition)
        ORDER BY ifnull(usedAt, startedAt) DESC, id DESC LIMIT \(limit.map { max(0, $0) } ?? -1)
        """, StatementArguments(arguments)
      ).map(SessionRecord.init)
    }
  }

  // MARK: Going on

  /// Goes on with a session, as this shell's.
  /// - Returns: false if another shell is at work in it.
  /// - Throws: `JournalError.unknownSession`.
  package func resume(_ session: SessionID, at date: Double) throws(JournalError) -> Bool {
    let shell = try shell(at: date)
    return try write { database in
      guard try !self.isAtWork(session, database) else { return false }
      try database.run(
        "UPDATE session SET shell = ?, usedAt = ? WHERE id = ?", [shell, date, session.rawValue])
      return true
    }
  }

  /// Whether another shell is at work in a session.
  /// - Throws: `JournalError.unknownSession`.
  package func isAtWork(_ session: SessionID) throws(JournalError) -> Bool {
    try read { try self.isAtWork(session, $0) }
  }

  private func isAtWork(_ session: SessionID, _ database: Database) throws -> Bool {
    let sql = "SELECT shell FROM session WHERE id = ? AND deletedAt IS NULL"
    guard let row = try database.rows(sql, [session.rawValue]).first else {
      throw JournalError.unknownSession(session)
    }
    return try row.optionalInteger("shell").map { try self.leases.isHeldElsewhere($0) } ?? false
  }

  /// Begins a session as a copy of another: its names, settings and the
  /// numbers of its jobs.
  /// - Throws: `JournalError.unknownSession`.
  package func fork(_ session: SessionID, at date: Double) throws(JournalError) -> SessionID {
    let shell = try shell(at: date)
    return try write { database in
      try database.run(
        """
        INSERT INTO session (kind, startedAt, shell, forkedFrom, settings)
        SELECT 'prompt', ?2, ?3, id, settings FROM session WHERE id = ?1 AND deletedAt IS NULL
        """, [session.rawValue, date, shell])
      guard database.changesCount == 1 else { throw JournalError.unknownSession(session) }
      let copy = database.lastInsertedRowID
      for sql in Journal.copying { try database.run(sql, [session.rawValue, copy]) }
      return SessionID(rawValue: copy)
    }
  }

  private static let copying = [
    """
    INSERT INTO binding (session, name, kind, content)
    SELECT ?2, name, kind, content FROM binding WHERE session = ?1
    """,
    "INSERT INTO adoption (session, number, job) SELECT ?2, number, id FROM job WHERE session = ?1",
    "INSERT INTO adoption (session, number, job) SELECT ?2, number, job FROM adoption WHERE session = ?1",
  ]

  /// Forgets a session: its name, what was bound and set in it. Its jobs
  /// stay in the journal.
  /// - Throws: `JournalError.unknownSession`; `.refused` if another shell is
  ///   at work in it.
  package func delete(_ session: SessionID, at date: Double) throws(JournalError) {
    try write { database in
      guard try !self.isAtWork(session, database) else { throw JournalError.refused(message: "it is open elsewhere") }
      try database.run(
        "UPDATE session SET deletedAt = ?2, name = NULL, settings = NULL WHERE id = ?1", [session.rawValue, date])
      for table in ["binding", "adoption"] {
        try database.run("DELETE FROM \(table) WHERE session = ?", [session.rawValue])
      }
    }
  }
}
