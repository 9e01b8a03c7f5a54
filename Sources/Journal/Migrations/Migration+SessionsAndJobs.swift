extension Migration {
  /// A state that is added later means a migration that makes `job` anew;
  /// so an older program refuses the file and does not stumble over a row.
  static let sessionsAndJobs = Migration(
    "sessions and jobs",
    """
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
    """)
}
