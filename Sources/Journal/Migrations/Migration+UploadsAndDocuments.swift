extension Migration {
  static let uploadsAndDocuments = Migration(
    "uploads and documents",
    """
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
    """)
}
