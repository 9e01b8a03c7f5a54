extension Migration {
  /// What lists are found by: one index each that holds all that is asked
  /// for, in the order in which it is shown.
  static let lists = Migration(
    "lists",
    """
    DROP INDEX jobByState;
    CREATE INDEX jobByState ON job (state, startedAt);
    DROP INDEX jobByModel;
    CREATE INDEX jobByModel ON job (endpointID, state, startedAt);

    CREATE INDEX sessionByUse ON session (kind, ifnull(usedAt, startedAt)) WHERE deletedAt IS NULL;
    CREATE INDEX keptFileByURL ON keptFile (url);

    CREATE VIRTUAL TABLE jobWord USING fts5vocab(jobText, row);
    """)
}
