import GRDB

extension Journal {
  /// The history of the schema. What was released is never edited: a change
  /// is one more migration, and its name is its identity in every file.
  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("sessions and jobs", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: sessionsAndJobs)
    }
    migrator.registerMigration("uploads and documents", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: uploadsAndDocuments)
    }
    return migrator
  }()

  /// Brings the schema up to date.
  ///
  /// Two processes may open a new journal at once. Each migration is a
  /// transaction, so the slower one fails on a table that the faster one has
  /// just made; as long as migrations were added meanwhile, it looks again.
  /// - Throws: `JournalError.newerSchema`, `DatabaseError`.
  static func migrate(_ queue: DatabaseQueue) throws {
    let applied = try queue.read(migrator.appliedIdentifiers)
    guard try !queue.read(migrator.hasBeenSuperseded) else { throw JournalError.newerSchema }
    guard try !queue.read(migrator.hasCompletedMigrations) else { return }
    do {
      try migrator.migrate(queue)
    } catch {
      guard try queue.read(migrator.appliedIdentifiers) != applied else { throw error }
      try migrate(queue)
    }
  }

  /// A state that is added later means a migration that makes `job` anew;
  /// so an older program refuses the file and does not stumble over a row.
  private static let sessionsAndJobs = """
    CREATE TABLE session (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT UNIQUE,
      startedAt REAL NOT NULL
    ) STRICT;

    CREATE TABLE job (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      session INTEGER NOT NULL REFERENCES session(id),
      number INTEGER NOT NULL,
      endpointID TEXT NOT NULL,
      input TEXT NOT NULL,
      origin TEXT NOT NULL,
      sourceLine TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'notSent' CHECK (state IN (
        'notSent', 'sent', 'unknown', 'queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
      requestID TEXT,
      statusURL TEXT,
      responseURL TEXT,
      cancelURL TEXT,
      output TEXT,
      error TEXT,
      seconds REAL,
      queuedSeconds REAL,
      billableUnits REAL,
      cost REAL,
      startedAt REAL NOT NULL,
      sentAt REAL,
      acceptedAt REAL,
      endedAt REAL,
      changedAt REAL NOT NULL,
      UNIQUE (session, number),
      CHECK (state <> 'done' OR output IS NOT NULL)
    ) STRICT;

    CREATE INDEX jobByState ON job (state);

    CREATE TABLE jobParent (
      child INTEGER NOT NULL REFERENCES job(id),
      position INTEGER NOT NULL,
      parent INTEGER NOT NULL REFERENCES job(id),
      PRIMARY KEY (child, position)
    ) STRICT, WITHOUT ROWID;
    """

  private static let uploadsAndDocuments = """
    CREATE TABLE upload (
      hash TEXT NOT NULL,
      origin TEXT NOT NULL,
      url TEXT NOT NULL,
      contentType TEXT NOT NULL,
      size INTEGER NOT NULL,
      uploadedAt REAL NOT NULL,
      expiresAt REAL,
      PRIMARY KEY (hash, origin)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE document (
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      origin TEXT NOT NULL,
      text TEXT NOT NULL,
      storedAt REAL NOT NULL,
      PRIMARY KEY (kind, key, origin)
    ) STRICT;
    """
}
