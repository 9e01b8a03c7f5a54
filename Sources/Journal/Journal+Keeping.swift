import GRDB
package import JSON

/// What a session keeps beside its jobs' own rows.
extension Journal {
  /// The names of a session, sorted.
  package func bindings(of session: SessionID) throws(JournalError) -> [Binding] {
    try read { database in
      let sql = "SELECT name, kind, content FROM binding WHERE session = ? ORDER BY name, kind"
      return try database.rows(sql, [session.rawValue]).map { row in
        guard let kind = Binding.Kind(rawValue: try row.text("kind")) else { throw JournalError.corrupt }
        return Binding(kind, try row.text("name"), try row.text("content"))
      }
    }
  }

  /// Writes down what has changed in a session.
  ///
  /// - Parameters:
  ///   - bound: names that were bound, or bound anew.
  ///   - unbound: names that are gone; their content is not looked at.
  ///   - settings: nil if they are as they were.
  ///   - date: in seconds since 1970.
  package func keep(
    bound: [Binding] = [], unbound: [Binding] = [], settings: JSON? = nil, in session: SessionID, at date: Double
  ) throws(JournalError) {
    try write { database in
      for binding in unbound {
        try database.run(
          "DELETE FROM binding WHERE session = ? AND name = ? AND kind = ?",
          [session.rawValue, binding.name, binding.kind.rawValue])
      }
      for binding in bound {
        try database.run(
          "INSERT OR REPLACE INTO binding (session, name, kind, content) VALUES (?, ?, ?, ?)",
          [session.rawValue, binding.name, binding.kind.rawValue, binding.content])
      }
      try database.run(
        "UPDATE session SET usedAt = ?2, settings = ifnull(?3, settings) WHERE id = ?1",
        [session.rawValue, date, settings?.text])
    }
  }

  // MARK: Numbers

  /// Gives a job of another session a number in this one too.
  /// - Throws: `JournalError.refused` if the number is taken, or there is no
  ///   such session or job.
  package func adopt(_ job: JobID, in session: SessionID, as number: Int) throws(JournalError) {
    try write { database in
      let taken = "SELECT 1 FROM job WHERE session = ? AND number = ?"
      guard try database.rows(taken, [session.rawValue, number]).isEmpty else {
        throw JournalError.refused(message: "the number is taken")
      }
      try database.run(
        "INSERT INTO adoption (session, number, job) VALUES (?, ?, ?)", [session.rawValue, number, job.rawValue])
    }
  }

  /// The jobs that have a number in a session, by their numbers: its own,
  /// and those that it has adopted.
  package func numberedJobs(of session: SessionID) throws(JournalError) -> [(number: Int, job: JobRecord)] {
    try read { database in
      try database.rows(
        """
        SELECT \(JobRecord.columns), job.number AS shown FROM job WHERE session = ?1
        UNION ALL
        SELECT \(JobRecord.columns), adoption.number FROM adoption JOIN job ON job.id = adoption.job
        WHERE adoption.session = ?1
        ORDER BY shown
        """, [session.rawValue]
      ).map { (try $0.int("shown"), try database.record($0)) }
    }
  }

  // MARK: Files

  /// Remembers that a file of a result was copied.
  ///
  /// - Parameters:
  ///   - url: of the file on the platform.
  ///   - hash: SHA-256 of its content, in hexadecimal.
  ///   - path: where the copy lies.
  ///   - size: in bytes.
  ///   - date: in seconds since 1970.
  package func recordKeptFile(
    of job: JobID, url: String, hash: String, path: String, contentType: String?, size: Int, at date: Double
  ) throws(JournalError) {
    try write { database in
      try database.run(
        """
        INSERT OR REPLACE INTO keptFile (job, url, hash, path, contentType, size, keptAt)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, [job.rawValue, url, hash, path, contentType, size, date])
    }
  }

  /// Where a copy of a file lies; nil if none was made.
  /// - Parameter job: whose file it is; nil: the latest of that URL.
  package func keptFile(url: String, of job: JobID? = nil) throws(JournalError) -> String? {
    try read { database in
      let sql = "SELECT path FROM keptFile WHERE url = ?1 AND (?2 IS NULL OR job = ?2) ORDER BY keptAt DESC LIMIT 1"
      return try database.rows(sql, [url, job?.rawValue]).first?.text("path")
    }
  }

  /// The jobs whose results held a content, the latest first.
  package func jobs(keptAs hash: String) throws(JournalError) -> [JobRecord] {
    try read { database in
      try database.rows(
        "SELECT \(JobRecord.columns) FROM job WHERE id IN (SELECT job FROM keptFile WHERE hash = ?) ORDER BY id DESC",
        [hash]
      ).map(database.record)
    }
  }
}
