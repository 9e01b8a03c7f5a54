extension Migration {
  /// What a session keeps, and how it came about. A deleted one stays as a
  /// row, since its jobs were paid for.
  static let sessions = Migration(
    "what sessions keep",
    """
    ALTER TABLE session ADD COLUMN kind TEXT NOT NULL DEFAULT 'prompt' CHECK (kind IN ('prompt', 'script'));
    ALTER TABLE session ADD COLUMN usedAt REAL;
    ALTER TABLE session ADD COLUMN deletedAt REAL;
    ALTER TABLE session ADD COLUMN forkedFrom INTEGER REFERENCES session(id);
    ALTER TABLE session ADD COLUMN settings TEXT;
    ALTER TABLE session ADD COLUMN shell INTEGER;

    CREATE TABLE binding (
      session INTEGER NOT NULL REFERENCES session(id),
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('value', 'definition')),
      content TEXT NOT NULL,
      PRIMARY KEY (session, name, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE adoption (
      session INTEGER NOT NULL REFERENCES session(id),
      number INTEGER NOT NULL,
      job INTEGER NOT NULL REFERENCES job(id),
      PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE keptFile (
      job INTEGER NOT NULL REFERENCES job(id),
      url TEXT NOT NULL,
      hash TEXT NOT NULL,
      path TEXT NOT NULL,
      contentType TEXT,
      size INTEGER NOT NULL,
      keptAt REAL NOT NULL,
      PRIMARY KEY (job, url)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX keptFileByHash ON keptFile (hash);
    """)
}
