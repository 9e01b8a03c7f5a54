extension Migration {
  /// Outputs that are too large for the row of their job.
  static let largeOutputs = Migration(
    "large outputs",
    """
    CREATE TABLE outputPiece (
      job INTEGER NOT NULL REFERENCES job(id),
      position INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (job, position)
    ) STRICT;
    """)
}
