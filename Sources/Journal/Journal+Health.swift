import GRDB

extension Journal {
  /// What a check of the whole file found.
  package struct Health: Sendable, Hashable {
    /// What is wrong, in SQLite's words; empty if nothing is.
    package let damages: [String]
    package let jobCount: Int
    /// Jobs that have not ended, as far as is known.
    package let openJobCount: Int
    package let sessionCount: Int
    /// Of the database without its side files, in bytes.
    package let size: Int
  }

  /// Reads the whole file and checks that it is sound.
  package func health() throws(JournalError) -> Health {
    try read { database in
      let damages = try database.rows("PRAGMA integrity_check").compactMap { try $0.optionalText("integrity_check") }
      let broken = try database.rows("PRAGMA foreign_key_check").map { "a row of \(try $0.text("table")) stands alone" }
      return Health(
        damages: damages.filter { $0 != "ok" } + broken,
        jobCount: try database.count("SELECT count(*) AS count FROM job"),
        openJobCount: try database.count(
          "SELECT count(*) AS count FROM job WHERE endedAt IS NULL AND state NOT IN (\(Journal.finalStates))"),
        sessionCount: try database.count("SELECT count(*) AS count FROM session WHERE deletedAt IS NULL"),
        size: try database.count("SELECT page_count * page_size AS count FROM pragma_page_count, pragma_page_size"))
    }
  }
}

extension Database {
  fileprivate func count(_ sql: String) throws -> Int { try rows(sql).first?.int("count") ?? 0 }
}
