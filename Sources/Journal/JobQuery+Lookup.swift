import GRDB

extension JobQuery {
  /// A query of SQL, with what goes into it.
  struct Lookup {
    var sql: String
    var arguments: [(any DatabaseValueConvertible)?] = []

    mutating func add(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) {
      self.sql += sql
      self.arguments += arguments
    }
  }

  /// Whether anything can fit: a text without a word in it is in no job.
  var canFit: Bool { states?.isEmpty != true && text.map { !SearchText($0).words.isEmpty } ?? true }

  /// The jobs, the latest first. They are found in indexes alone, and no row
  /// is read but of those that are given.
  func lookup(in database: Database) throws -> Lookup {
    let found = try names(in: database)
    return Lookup(
      sql: "SELECT \(JobRecord.columns) FROM job WHERE id IN (\(found.sql)) ORDER BY startedAt DESC, id DESC",
      arguments: found.arguments)
  }

  private func names(in database: Database) throws -> Lookup {
    let pattern = try text.map { try SearchText($0).pattern(in: database) }
    var lookup: Lookup
    if let pattern, session == nil, states == nil, model == nil, from == nil, to == nil {
      // The index of words gives the latest first by itself.
      lookup = Lookup(
        sql: "SELECT rowid FROM jobText WHERE jobText MATCH ? ORDER BY rowid DESC", arguments: [pattern])
    } else {
      lookup = source
      if let from { lookup.add(" AND startedAt >= ?", from) }
      if let to { lookup.add(" AND startedAt < ?", to) }
      if let pattern { lookup.add(" AND +job.id IN (SELECT rowid FROM jobText WHERE jobText MATCH ?)", pattern) }
      lookup.add(" ORDER BY startedAt DESC, job.id DESC")
    }
    lookup.add(" LIMIT ?", limit.map { max(0, $0) } ?? -1)
    return lookup
  }

  /// Where the jobs are looked up first: where there are the fewest.
  private var source: Lookup {
    let all = "'" + JobState.allCases.map(\.rawValue).joined(separator: "', '") + "'"
    let states = states.map { "'" + $0.map(\.rawValue).sorted().joined(separator: "', '") + "'" }
    let among = states.map { " AND state IN (\($0))" } ?? ""
    if let session {
      var lookup = Lookup(sql: JobQuery.ofSession, arguments: [session.rawValue, session.rawValue])
      if let model { lookup.add(" AND instr(endpointID, ?) > 0", model) }
      lookup.add(among)
      return lookup
    }
    guard let model else { return Lookup(sql: "SELECT id FROM job WHERE TRUE" + among) }
    return Lookup(
      sql: """
        SELECT id FROM job INDEXED BY jobByModel
        WHERE endpointID IN (\(JobQuery.models)) AND state IN (\(states ?? all))
        """, arguments: [model])
  }

  private static let ofSession = """
    SELECT job.id
    FROM (SELECT id FROM job WHERE session = ? UNION ALL SELECT job FROM adoption WHERE session = ?) AS own
    CROSS JOIN job ON job.id = own.id WHERE TRUE
    """

  /// The models of all jobs, each found by a look behind the one before.
  private static let models = """
    WITH RECURSIVE model(name) AS (
      SELECT min(endpointID) FROM job
      UNION ALL
      SELECT (SELECT min(endpointID) FROM job WHERE endpointID > name) FROM model WHERE name IS NOT NULL
    )
    SELECT name FROM model WHERE instr(name, ?) > 0
    """
}
