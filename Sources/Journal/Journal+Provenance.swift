import GRDB

/// Files and remarks, by the request that they belong to. All dates are
/// seconds since 1970.
extension Journal {
  /// Remembers where a file was saved.
  /// - Parameters:
  ///   - hash: of its content; whatever the caller uses, but always it.
  ///   - path: absolute.
  package func saved(_ url: String, hash: String, path: String, at date: Double) throws(JournalError) {
    try write { database in
      try database.run(
        """
        INSERT INTO madeFile (url, requestID, hash, path, madeAt)
        SELECT url, requestID, ?2, ?3, ?4 FROM madeFile WHERE url = ?1 ORDER BY rowid DESC LIMIT 1
        """, [url, hash, path, date])
    }
  }

  /// Who made the file with a content, the latest first.
  package func files(hash: String) throws(JournalError) -> [MadeFile] { try files(where: "hash", hash) }

  /// Who made the file at a URL, the latest first.
  package func files(url: String) throws(JournalError) -> [MadeFile] { try files(where: "url", url) }

  private func files(where column: String, _ value: String) throws(JournalError) -> [MadeFile] {
    try read { database in
      let sql = "SELECT requestID, url, path FROM madeFile WHERE \(column) = ? ORDER BY rowid DESC"
      return try database.rows(sql, [value]).map { row in
        MadeFile(
          requestID: try row.text("requestID"), url: try row.text("url"), path: try row.optionalText("path"))
      }
    }
  }

  /// Writes a remark down.
  package func note(_ text: String, on requestID: String, at date: Double) throws(JournalError) {
    try write { database in
      try database.run("INSERT INTO note (requestID, text, writtenAt) VALUES (?, ?, ?)", [requestID, text, date])
    }
  }

  /// The remarks on a request, the oldest first.
  package func notes(on requestID: String) throws(JournalError) -> [String] {
    try read { database in
      let sql = "SELECT text FROM note WHERE requestID = ? ORDER BY id"
      return try database.rows(sql, [requestID]).map { try $0.text("text") }
    }
  }
}

/// Steps of scripts, and the documents that they were made by.
extension Journal {
  /// Jobs that were this step, the latest first.
  package func jobs(step key: String, origin: String) throws(JournalError) -> [JobRecord] {
    try read { database in
      try database.rows(
        """
        SELECT \(JobRecord.columns) FROM job
        WHERE id IN (SELECT job FROM step WHERE key = ?) AND origin = ? ORDER BY id DESC
        """, [key, origin]
      ).map(database.record)
    }
  }

  /// The document that a job's input was made by.
  /// - Returns: nil if none was kept.
  package func document(of job: JobID) throws(JournalError) -> String? {
    try read { database in
      let sql = "SELECT text FROM modelDocument WHERE hash = (SELECT document FROM step WHERE job = ?)"
      return try database.rows(sql, [job.rawValue]).first?.text("text")
    }
  }

  /// The document that the latest job of a model was made by, and when that
  /// began (seconds since 1970).
  /// - Returns: nil if none was kept.
  package func latestDocument(
    ofModel endpointID: String, origin: String
  ) throws(JournalError) -> (text: String, startedAt: Double)? {
    try read { database in
      let rows = try database.rows(
        """
        SELECT text, startedAt FROM job JOIN step ON step.job = job.id JOIN modelDocument ON hash = document
        WHERE endpointID = ? AND origin = ? ORDER BY startedAt DESC, job.id DESC LIMIT 1
        """, [endpointID, origin])
      return try rows.first.map { (try $0.text("text"), try $0.real("startedAt")) }
    }
  }

  /// A script ran with a model as this document has it.
  package func ran(
    script path: String, with endpointID: String, origin: String, document: JobStep.Document, at date: Double
  ) throws(JournalError) {
    try write { database in
      try database.keep(document, at: date)
      try database.run(
        """
        INSERT OR REPLACE INTO scriptModel (path, endpointID, origin, document, ranAt) VALUES (?, ?, ?, ?, ?)
        """, [path, endpointID, origin, document.hash, date])
    }
  }

  /// The document of a model when a script ran last.
  /// - Returns: nil if the script has not run with it.
  package func document(
    ofScript path: String, endpointID: String, origin: String
  ) throws(JournalError) -> (text: String, ranAt: Double)? {
    try read { database in
      let rows = try database.rows(
        """
        SELECT text, ranAt FROM scriptModel JOIN modelDocument ON hash = document
        WHERE path = ? AND endpointID = ? AND origin = ?
        """, [path, endpointID, origin])
      return try rows.first.map { (try $0.text("text"), try $0.real("ranAt")) }
    }
  }
}

extension Database {
  /// A job is a step of whatever asked for it.
  func add(_ step: JobStep, of job: Int64, at date: Double) throws {
    if let document = step.document { try keep(document, at: date) }
    try run("INSERT INTO step (job, key, document) VALUES (?, ?, ?)", [job, step.key, step.document?.hash])
  }

  fileprivate func keep(_ document: JobStep.Document, at date: Double) throws {
    try run(
      "INSERT OR IGNORE INTO modelDocument (hash, text, seenAt) VALUES (?, ?, ?)",
      [document.hash, document.text, date])
  }

  /// The media of a job's result are known by their URLs from now on.
  func addFiles(_ urls: [String], madeBy job: JobID, at date: Double) throws {
    for url in urls {
      try run(
        """
        INSERT INTO madeFile (url, requestID, madeAt)
        SELECT ?1, requestID, ?2 FROM job WHERE id = ?3 AND requestID <> ''
        """, [url, date, job.rawValue])
    }
  }
}
