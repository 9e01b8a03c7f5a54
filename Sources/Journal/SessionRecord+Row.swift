import GRDB

extension SessionRecord {
  /// The columns that `init(_:)` reads.
  static let columns = """
    session.*,
    (SELECT count(*) FROM job WHERE job.session = session.id)
      + (SELECT count(*) FROM adoption WHERE adoption.session = session.id) AS jobCount,
    (SELECT count(*) FROM binding WHERE binding.session = session.id) AS nameCount
    """

  init(_ row: Row) throws {
    guard let kind = SessionKind(rawValue: try row.text("kind")) else { throw JournalError.corrupt }
    self.kind = kind
    id = SessionID(rawValue: try row.integer("id"))
    name = try row.optionalText("name")
    startedAt = try row.real("startedAt")
    usedAt = try row.optionalReal("usedAt") ?? startedAt
    forkedFrom = try row.optionalInteger("forkedFrom").map(SessionID.init(rawValue:))
    settings = try row.optionalJSON("settings")
    jobCount = try row.int("jobCount")
    nameCount = try row.int("nameCount")
  }
}
