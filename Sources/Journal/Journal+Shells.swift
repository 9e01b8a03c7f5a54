import GRDB
import Synchronization

/// Who works on which job. A shell is one process with the journal open; a
/// job belongs to the shell that sends it, and is free again when that is
/// gone.
extension Journal {
  /// The number of this shell, given at the first need.
  func shell(at date: Double) throws(JournalError) -> Int64 {
    if let own = ownShell.withLock({ $0 }) { return own }
    let id = try write { database in
      try database.run("INSERT INTO shell (startedAt) VALUES (?)", [date])
      return database.lastInsertedRowID
    }
    // Nothing refers to the number before it is held.
    try leases.hold(id)
    return ownShell.withLock { own in
      own = own ?? id
      return own ?? id
    }
  }

  /// Takes on the unfinished jobs of shells that are gone. None is given to
  /// two shells.
  ///
  /// A job that was not sent never will be, and has ended as `notSent`. One
  /// that was being sent is `unknown`: it may have been accepted. The others
  /// are this shell's to follow from now on.
  ///
  /// - Parameters:
  ///   - origin: the platform of the jobs.
  ///   - date: now, in seconds since 1970.
  /// - Returns: the jobs as they are now, the oldest first.
  package func takeUp(origin: String, at date: Double) throws(JournalError) -> [JobRecord] {
    let open = "SELECT id, shell FROM job WHERE origin = ? AND endedAt IS NULL AND state IN (\(Journal.openStates))"
    // Most starts find nothing, and need not write.
    guard try !read({ try $0.rows(open, [origin]) }).isEmpty else { return [] }
    let shell = try shell(at: date)
    return try write { database in
      let free = try database.rows(open + " ORDER BY id", [origin]).filter { row in
        try row.optionalInteger("shell").map { try !self.leases.isHeldElsewhere($0) && $0 != shell } ?? true
      }
      return try free.map { row in
        let id = JobID(rawValue: try row.integer("id"))
        try database.take(id, for: shell, at: date)
        return try database.job(id)
      }
    }
  }

  /// Takes on one job, whatever its state, unless another shell works on it.
  /// - Returns: whether the job is this shell's now.
  /// - Throws: `JournalError.unknownJob`.
  package func takeUp(_ id: JobID, at date: Double) throws(JournalError) -> Bool {
    // Who asks again and again while another works on it need not write.
    guard try read({ try self.isFree(id, in: $0) }) else { return false }
    let shell = try shell(at: date)
    return try write { database in
      guard try self.isFree(id, in: database) else { return false }
      try database.take(id, for: shell, at: date)
      return true
    }
  }

  private func isFree(_ id: JobID, in database: Database) throws -> Bool {
    let owner = try database.row(of: id).optionalInteger("shell")
    return try owner.map { try !leases.isHeldElsewhere($0) } ?? true
  }

  /// States in which something is still to be done.
  private static let openStates =
    [JobState.notSent, .sent, .queued, .running].map { "'\($0.rawValue)'" }.joined(separator: ", ")
}

extension Database {
  fileprivate func take(_ id: JobID, for shell: Int64, at date: Double) throws {
    try run(
      """
      UPDATE job SET
        shell = ?2,
        endedAt = CASE WHEN state = 'notSent' THEN ifnull(endedAt, ?3) ELSE endedAt END,
        unknownAt = CASE WHEN state = 'sent' THEN ?3 ELSE unknownAt END,
        state = CASE WHEN state = 'sent' THEN 'unknown' ELSE state END
      WHERE id = ?1
      """, [id.rawValue, shell, date])
  }

  fileprivate func row(of id: JobID) throws -> Row {
    guard let row = try rows("SELECT \(JobRecord.columns) FROM job WHERE id = ?", [id.rawValue]).first else {
      throw JournalError.unknownJob(id)
    }
    return row
  }

  fileprivate func job(_ id: JobID) throws -> JobRecord { try record(row(of: id)) }
}
