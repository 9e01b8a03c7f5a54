extension Migration {
  /// A parent may be a request that was made elsewhere, of which only the
  /// id is known.
  static let parents = Migration(
    "parents by request id",
    """
    CREATE TABLE parent (
      child INTEGER NOT NULL REFERENCES job(id),
      position INTEGER NOT NULL,
      job INTEGER REFERENCES job(id),
      requestID TEXT,
      PRIMARY KEY (child, position),
      CHECK (job IS NOT NULL OR requestID IS NOT NULL)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO parent (child, position, job) SELECT child, position, parent FROM jobParent;
    DROP TABLE jobParent;

    CREATE INDEX parentByJob ON parent (job);
    CREATE INDEX jobByRequest ON job (requestID);
    """)
}
