extension Migration {
  /// What ran in real time is repeated so. Of jobs from before only their
  /// lines and models tell it.
  static let realtime = Migration(
    "real time",
    """
    ALTER TABLE job ADD COLUMN isRealtime INTEGER NOT NULL DEFAULT 0;
    UPDATE job SET isRealtime = 1
    WHERE requestID IS NULL AND (sourceLine LIKE 'realtime %' OR endpointID LIKE '%/realtime');
    """)
}
