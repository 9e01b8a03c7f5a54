import GRDB

extension Journal {
  /// - Returns: nil if there is no such job.
  /// - Throws: `JournalError.corrupt` if what is there cannot be read.
  package func job(_ id: JobID) throws(JournalError) -> JobRecord? {
    try read { database in
      try database.rows("SELECT \(JobRecord.columns) FROM job WHERE id = ?", [id.rawValue]).first.map(database.record)
    }
  }

  /// The job of a request, the latest of those that are called so.
  ///
  /// - Parameters:
  ///   - requestID: what the platform called it.
  ///   - origin: of which platform; nil for any.
  /// - Returns: nil if the request was made elsewhere.
  package func job(requestID: String, origin: String? = nil) throws(JournalError) -> JobRecord? {
    try read { database in
      try database.rows(
        """
        SELECT \(JobRecord.columns) FROM job WHERE requestID = ?1 AND (?2 IS NULL OR origin = ?2)
        ORDER BY id DESC LIMIT 1
        """, [requestID, origin]
      ).first.map(database.record)
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
    try jobs(JobQuery(session: session, states: states, limit: limit))
  }

  /// Jobs that a query asks for, the latest first.
  /// - Throws: `JournalError.corrupt` if what is there cannot be read.
  package func jobs(_ query: JobQuery) throws(JournalError) -> [JobRecord] {
    guard query.canFit else { return [] }
    return try read { database in
      let lookup = try query.lookup(in: database)
      return try database.rows(lookup.sql, StatementArguments(lookup.arguments)).map(database.record)
    }
  }
}
