extension Migration {
  /// The times of all states; who works on a job; what jobs are found by.
  static let lives = Migration(
    "times, shells and search",
    """
    ALTER TABLE job ADD COLUMN runningAt REAL;
    ALTER TABLE job ADD COLUMN unknownAt REAL;
    ALTER TABLE job ADD COLUMN shell INTEGER;

    CREATE TABLE shell (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      startedAt REAL NOT NULL
    ) STRICT;

    CREATE INDEX jobByModel ON job (endpointID);
    CREATE INDEX jobByStart ON job (startedAt);

    CREATE VIRTUAL TABLE jobText USING fts5 (
      text, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO jobText (rowid, text) SELECT id, \(Journal.searchedText) FROM job;
    """)
}
