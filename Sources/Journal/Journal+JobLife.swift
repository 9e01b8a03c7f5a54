import GRDB
package import JSON

/// The steps of a job's life, each written as soon as it is known. All dates
/// are seconds since 1970.
///
/// A job that has ended stays as it ended: a later step that says less, from
/// a process that saw it earlier, changes nothing and is no error. Only a
/// result is stronger than any other ending. Jobs that come to their steps at
/// one time share a transaction.
extension Journal {
  /// Writes down a job whose request is about to leave.
  ///
  /// - Returns: the name of the job for all further steps.
  /// - Throws: `JournalError.refused` if the session or a parent does not
  ///   exist, or the session has a job of this number.
  package func begin(_ job: NewJob) async throws(JournalError) -> JobID {
    let shell = try shell(at: job.startedAt)
    return try await steps.write { database in
      try database.run(
        """
        INSERT INTO job (
          session, number, endpointID, input, origin, sourceLine, startedAt, changedAt, shell, isRealtime
        )
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)
        """,
        [
          job.session.rawValue, job.number, job.endpointID, job.input.text, job.origin, job.sourceLine,
          job.startedAt, shell, job.isRealtime,
        ])
      let id = database.lastInsertedRowID
      try database.run(
        "INSERT INTO jobText (rowid, text) SELECT id, \(Journal.searchedText) FROM job WHERE id = ?", [id])
      if job.wantsCopies { try database.run("INSERT INTO wantedCopy (job) VALUES (?)", [id]) }
      if let step = job.step { try database.add(step, of: id, at: job.startedAt) }
      for (position, parent) in job.parents.enumerated() { try database.add(parent, at: position, to: id, of: job) }
      return JobID(rawValue: id)
    }
  }

  /// The request leaves now, for the first time or once more.
  /// - Throws: `JournalError.unknownJob`.
  package func sent(_ id: JobID, at date: Double) async throws(JournalError) {
    try await step(
      id,
      """
      UPDATE job SET state = 'sent', sentAt = ?2, changedAt = ?2
      WHERE id = ?1 AND state IN ('notSent', 'sent', 'unknown')
      """, [date])
  }

  /// The platform has taken the job on: `queued`, unless more is known.
  /// - Throws: `JournalError.unknownJob`.
  package func accepted(
    _ id: JobID, requestID: String, statusURL: String?, responseURL: String?, cancelURL: String?, at date: Double
  ) async throws(JournalError) {
    try await step(
      id,
      """
      UPDATE job SET
        state = CASE WHEN state IN ('notSent', 'sent', 'unknown') THEN 'queued' ELSE state END,
        requestID = ?2, statusURL = ?3, responseURL = ?4, cancelURL = ?5, acceptedAt = ?6, changedAt = ?6
      WHERE id = ?1
      """, [requestID, statusURL, responseURL, cancelURL, date])
  }

  /// The job was seen in another state. That is written in the order in which
  /// it is called, but not waited for.
  /// - Parameters:
  ///   - state: any but `.done`, which needs a result: see
  ///     ``finished(_:output:requestID:seconds:queuedSeconds:billableUnits:cost:files:at:)``.
  ///   - completion: is told when it is written, or why it could not be:
  ///     `JournalError.unknownJob`; `.refused` for `.done`.
  package func moved(
    _ id: JobID, to state: JobState, at date: Double,
    _ completion: @escaping @Sendable (Result<Void, JournalError>) -> Void = { _ in }
  ) {
    steps.write(completion) { database in
      try database.step(
        id,
        """
        UPDATE job SET
          state = ?2, endedAt = ?3, changedAt = ?4, runningAt = CASE ?2 WHEN 'running' THEN ?4 ELSE runningAt END,
          unknownAt = CASE ?2 WHEN 'unknown' THEN ?4 ELSE unknownAt END
        WHERE id = ?1 AND state NOT IN (\(Journal.finalStates))
        """, [state.rawValue, state.isFinal ? date : nil, date])
    }
  }

  /// The job is done and its result is here.
  ///
  /// - Parameters:
  ///   - output: the model's JSON, unchanged.
  ///   - requestID: what the platform calls a job that was never queued; one
  ///     that is known already stays.
  ///   - seconds: how long the model worked; nil if not told.
  ///   - queuedSeconds: how long the job waited for a runner.
  ///   - billableUnits: in the model's own unit, as the platform reports it.
  ///   - cost: in US dollars; nil if unknown.
  ///   - files: the URLs of its media, which are known to be its own.
  /// - Throws: `JournalError.unknownJob`.
  package func finished(
    _ id: JobID, output: JSON, requestID: String? = nil, seconds: Double? = nil, queuedSeconds: Double? = nil,
    billableUnits: Double? = nil, cost: Double? = nil, files: [String] = [], at date: Double
  ) async throws(JournalError) {
    let stored = LargeOutput(output)
    try await step(
      id,
      """
      UPDATE job SET
        state = 'done', output = ?2, error = NULL, seconds = ?3, queuedSeconds = ?4, billableUnits = ?5, cost = ?6,
        endedAt = ?7, changedAt = ?7, requestID = ifnull(requestID, ?8)
      WHERE id = ?1
      """, [stored.text ?? "", seconds, queuedSeconds, billableUnits, cost, date, requestID]
    ) { database in
      try stored.store(as: id, in: database)
      try database.addFiles(files, madeBy: id, at: date)
    }
  }

  /// The job went wrong: it failed, was cancelled or expired, or the answer
  /// to its request was lost (`.unknown`).
  ///
  /// - Parameter error: what is to be remembered of the failure.
  /// - Throws: `JournalError.unknownJob`; `.refused` for `.done`.
  package func failed(
    _ id: JobID, error: JSON, state: JobState = .failed, at date: Double
  ) async throws(JournalError) {
    try await step(
      id,
      """
      UPDATE job SET
        state = ?2, error = ?3, endedAt = ?4, changedAt = ?5,
        unknownAt = CASE ?2 WHEN 'unknown' THEN ?5 ELSE unknownAt END
      WHERE id = ?1 AND state NOT IN (\(Journal.finalStates))
      """, [state.rawValue, error.text, state.isFinal ? date : nil, date])
  }

  /// Contact with an accepted job was lost, which says nothing of the job:
  /// it stays in its state, to be taken up again.
  /// - Throws: `JournalError.unknownJob`.
  package func lost(_ id: JobID, error: JSON, at date: Double) async throws(JournalError) {
    try await step(
      id,
      """
      UPDATE job SET error = ?2, changedAt = ?3, shell = NULL
      WHERE id = ?1 AND state NOT IN (\(Journal.finalStates))
      """, [error.text, date])
  }

  static let finalStates =
    JobState.allCases.filter(\.isFinal).map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// - Parameters:
  ///   - arguments: from `?2` on.
  ///   - addition: what else belongs to the step.
  private func step(
    _ id: JobID, _ sql: String, _ arguments: [(any DatabaseValueConvertible & Sendable)?],
    _ addition: @escaping @Sendable (Database) throws -> Void = { _ in }
  ) async throws(JournalError) {
    try await steps.write { database in try database.step(id, sql, arguments, addition) }
  }
}

extension Database {
  /// - Parameters:
  ///   - arguments: from `?2` on.
  ///   - addition: what else belongs to the step, unless it came too late.
  fileprivate func step(
    _ id: JobID, _ sql: String, _ arguments: [(any DatabaseValueConvertible & Sendable)?],
    _ addition: (Database) throws -> Void = { _ in }
  ) throws {
    try run(sql, StatementArguments([id.rawValue] + arguments))
    guard changesCount == 0 else { return try addition(self) }
    let exists = try !rows("SELECT 1 FROM job WHERE id = ?", [id.rawValue]).isEmpty
    guard exists else { throw JournalError.unknownJob(id) }
  }

  /// A request id is looked up among the jobs of the same platform, first in
  /// the session: every sandbox gives the same ids anew.
  fileprivate func add(_ parent: JobParent, at position: Int, to child: Int64, of job: NewJob) throws {
    switch parent {
    case .job(let id):
      try run("INSERT INTO parent (child, position, job) VALUES (?, ?, ?)", [child, position, id.rawValue])
    case .request(let id):
      try run(
        """
        INSERT INTO parent (child, position, requestID, job) VALUES (?1, ?2, ?3, (
          SELECT id FROM job WHERE requestID = ?3 AND origin = ?4 AND id <> ?1
          ORDER BY session = ?5 DESC, id DESC LIMIT 1
        ))
        """, [child, position, id, job.origin, job.session.rawValue])
    }
  }
}
