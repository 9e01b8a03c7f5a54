extension Migration {
  /// What files came of which request, what was remarked of it, and by which
  /// step of a script and which document of its model it was made.
  static let provenance = Migration(
    "provenance",
    """
    CREATE TABLE madeFile (
      url TEXT NOT NULL,
      requestID TEXT NOT NULL,
      hash TEXT,
      path TEXT,
      madeAt REAL NOT NULL
    ) STRICT;
    CREATE INDEX madeFileByURL ON madeFile (url);
    CREATE INDEX madeFileByHash ON madeFile (hash);

    CREATE TABLE note (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      requestID TEXT NOT NULL,
      text TEXT NOT NULL,
      writtenAt REAL NOT NULL
    ) STRICT;
    CREATE INDEX noteByRequest ON note (requestID);

    CREATE TABLE modelDocument (
      hash TEXT NOT NULL PRIMARY KEY,
      text TEXT NOT NULL,
      seenAt REAL NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step (
      job INTEGER NOT NULL PRIMARY KEY REFERENCES job(id),
      key TEXT NOT NULL,
      document TEXT REFERENCES modelDocument(hash)
    ) STRICT;
    CREATE INDEX stepByKey ON step (key);

    CREATE TABLE scriptModel (
      path TEXT NOT NULL,
      endpointID TEXT NOT NULL,
      origin TEXT NOT NULL,
      document TEXT NOT NULL REFERENCES modelDocument(hash),
      ranAt REAL NOT NULL,
      PRIMARY KEY (path, endpointID, origin)
    ) STRICT, WITHOUT ROWID;
    """)
}
