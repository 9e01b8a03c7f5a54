import GRDB

extension Journal {
  /// - Returns: nil if there is no such job.
  /// - Throws: `JournalError.corrupt` if what is there cannot be read.
  package func job(_ id: JobID) throws(JournalError) -> JobRecord? {
    try read { database in
      try database.rows("SELECT \(JobRecord.columns) FROM job WHERE id = ?", [id.rawValue]).first.map(JobRecord.init)
    }
  }

  /// Jobs, the latest first.
  ///
  /// ```swift
  /// let pending = try journal.jobs(states: [.unknown, .queued, .running])
  /// ```
  ///
  /// - Parameters:
  ///   - session: nil for those of all sessions.
  ///   - states: nil for all states.
  ///   - limit: how many at most; nil for all.
  /// - Throws: `JournalError.corrupt` if what is there cannot be read.
  package func jobs(
    session: SessionID? = nil, states: Set<JobState>? = nil, limit: Int? = nil
  ) throws(JournalError) -> [JobRecord] {
    var conditions = ["TRUE"]
    var arguments: [(any DatabaseValueConvertible)?] = []
    if let session {
      conditions.append("session = ?")
      arguments.append(session.rawValue)
    }
    if let states {
      conditions.append("state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
      arguments += states.map(\.rawValue)
    }
    arguments.append(limit.map { max(0, $0) } ?? -1)
    let sql = """
      SELECT \(JobRecord.columns) FROM job WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?
      """
    return try read { database in
      try database.rows(sql, StatementArguments(arguments)).map(JobRecord.init)
    }
  }
}
