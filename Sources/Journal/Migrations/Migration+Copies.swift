extension Migration {
  /// Of which jobs copies of the files are still to be made: whoever was to
  /// make them may be killed before.
  static let copies = Migration(
    "copies to be made",
    """
    CREATE TABLE wantedCopy (
      job INTEGER NOT NULL PRIMARY KEY REFERENCES job(id)
    ) STRICT;
    """)
}
