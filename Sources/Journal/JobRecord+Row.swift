import GRDB
import JSON

extension JobRecord {
  /// The columns that `init(_:)` reads. Parents come as numbers with commas
  /// between them, so that a list of jobs is one query.
  static let columns = """
    job.*, (
      SELECT group_concat(parent)
      FROM (SELECT parent FROM jobParent WHERE child = job.id ORDER BY position)
    ) AS parents
    """

  init(_ row: Row) throws {
    guard let state = JobState(rawValue: try row.text("state")) else { throw JournalError.corrupt }
    self.state = state
    id = JobID(rawValue: try row.integer("id"))
    session = SessionID(rawValue: try row.integer("session"))
    number = try row.int("number")
    endpointID = try row.text("endpointID")
    input = try row.json("input")
    parents = try row.optionalText("parents").map(JobRecord.parents) ?? []
    origin = try row.text("origin")
    sourceLine = try row.text("sourceLine")
    requestID = try row.optionalText("requestID")
    statusURL = try row.optionalText("statusURL")
    responseURL = try row.optionalText("responseURL")
    cancelURL = try row.optionalText("cancelURL")
    output = try row.optionalJSON("output")
    error = try row.optionalJSON("error")
    seconds = try row.optionalReal("seconds")
    queuedSeconds = try row.optionalReal("queuedSeconds")
    billableUnits = try row.optionalReal("billableUnits")
    cost = try row.optionalReal("cost")
    startedAt = try row.real("startedAt")
    sentAt = try row.optionalReal("sentAt")
    acceptedAt = try row.optionalReal("acceptedAt")
    endedAt = try row.optionalReal("endedAt")
    changedAt = try row.real("changedAt")
  }

  private static func parents(_ text: String) -> [JobID] {
    text.split(separator: ",").compactMap { Int64($0) }.map(JobID.init(rawValue:))
  }
}
