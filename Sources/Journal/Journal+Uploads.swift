import GRDB

extension Journal {
  /// Where a content was uploaded to before. All dates are seconds since
  /// 1970.
  ///
  /// - Parameters:
  ///   - hash: of the content; whatever the caller uses, but always it.
  ///   - origin: of which platform the upload is.
  /// - Returns: nil if there is none, or it has expired.
  package func upload(hash: String, origin: String, now: Double) throws(JournalError) -> String? {
    try read { database in
      try database.rows(
        "SELECT url FROM upload WHERE hash = ? AND origin = ? AND ifnull(expiresAt > ?, TRUE)", [hash, origin, now]
      ).first?.text("url")
    }
  }

  /// What was uploaded is not there any more.
  package func forgetUpload(hash: String, origin: String) throws(JournalError) {
    try write { database in
      try database.run("DELETE FROM upload WHERE hash = ? AND origin = ?", [hash, origin])
    }
  }

  /// Whether a content of this size, in bytes, was ever uploaded.
  package func hasUpload(ofSize size: Int, origin: String) throws(JournalError) -> Bool {
    try read { database in
      try !database.rows("SELECT 1 FROM upload WHERE size = ? AND origin = ? LIMIT 1", [size, origin]).isEmpty
    }
  }

  /// Remembers an upload, in place of an earlier one of the same content.
  ///
  /// - Parameters:
  ///   - size: in bytes.
  ///   - date: when it was uploaded.
  ///   - expires: from when on the URL is dead; nil for never.
  package func recordUpload(
    hash: String, origin: String, url: String, contentType: String, size: Int, at date: Double, expires: Double?
  ) throws(JournalError) {
    try write { database in
      try database.run(
        """
        INSERT OR REPLACE INTO upload (hash, origin, url, contentType, size, uploadedAt, expiresAt)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [hash, origin, url, contentType, size, date, expires])
    }
  }
}
