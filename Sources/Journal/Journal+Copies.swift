import GRDB

/// Copies of results' files that are wanted and not made yet.
extension Journal {
  /// Whether copies of the files of a job are still to be made.
  package func wantsCopies(of job: JobID) throws(JournalError) -> Bool {
    try read { try !$0.rows("SELECT 1 FROM wantedCopy WHERE job = ?", [job.rawValue]).isEmpty }
  }

  /// Copies of the files of a job are there, or will never be.
  package func endCopies(of job: JobID) throws(JournalError) {
    try write { try $0.run("DELETE FROM wantedCopy WHERE job = ?", [job.rawValue]) }
  }

  /// Takes on the copies that shells which are gone have not made. None is
  /// given to two shells.
  ///
  /// - Parameters:
  ///   - origin: the platform of the jobs.
  ///   - date: now, in seconds since 1970.
  /// - Returns: the jobs, which are done, the oldest first.
  package func takeUpCopies(origin: String, at date: Double) throws(JournalError) -> [JobRecord] {
    // Most starts find nothing, and need not write.
    guard try !read({ try $0.rows("SELECT 1 FROM wantedCopy LIMIT 1") }).isEmpty else { return [] }
    let shell = try shell(at: date)
    return try write { database in
      // What has failed has no files.
      let failed = JobState.allCases.filter { $0.isFinal && $0 != .done }.map { "'\($0.rawValue)'" }
      try database.run(
        """
        DELETE FROM wantedCopy
        WHERE (SELECT state FROM job WHERE id = wantedCopy.job) IN (\(failed.joined(separator: ", ")))
        """, [])
      let free = try database.rows(
        """
        SELECT \(JobRecord.columns) FROM wantedCopy CROSS JOIN job ON job.id = wantedCopy.job
        WHERE state = 'done' AND origin = ? ORDER BY job.id
        """, [origin]
      ).filter { row in
        try row.optionalInteger("shell").map { try !self.leases.isHeldElsewhere($0) && $0 != shell } ?? true
      }
      for row in free {
        try database.run("UPDATE job SET shell = ? WHERE id = ?", [shell, try row.integer("id")])
      }
      return try free.map(database.record)
    }
  }
}
