import GRDB
import JSON

extension JobRecord {
  /// The columns that `init(_:)` reads. Parents come as one JSON list, so
  /// that a list of jobs is one query.
  static let columns = """
    job.*, (
      SELECT json_group_array(json_array(job, requestID))
      FROM (SELECT job, requestID FROM parent WHERE child = job.id ORDER BY position)
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
    let parents = try row.json("parents").array ?? []
    self.parents = parents.compactMap(JobRecord.parent)
    parentRequestIDs = parents.compactMap { $0[1]?.string }
    origin = try row.text("origin")
    sourceLine = try row.text("sourceLine")
    isRealtime = try row.int("isRealtime") != 0
    requestID = try row.optionalText("requestID")
    statusURL = try row.optionalText("statusURL")
    responseURL = try row.optionalText("responseURL")
    cancelURL = try row.optionalText("cancelURL")
    // An empty text stands for one that is kept in pieces.
    output = try row.optionalText("output") == "" ? nil : row.optionalJSON("output")
    error = try row.optionalJSON("error")
    seconds = try row.optionalReal("seconds")
    queuedSeconds = try row.optionalReal("queuedSeconds")
    billableUnits = try row.optionalReal("billableUnits")
    cost = try row.optionalReal("cost")
    startedAt = try row.real("startedAt")
    sentAt = try row.optionalReal("sentAt")
    unknownAt = try row.optionalReal("unknownAt")
    acceptedAt = try row.optionalReal("acceptedAt")
    runningAt = try row.optionalReal("runningAt")
    endedAt = try row.optionalReal("endedAt")
    changedAt = try row.real("changedAt")
  }

  private static func parent(_ pair: JSON) -> JobParent? {
    pair[0]?.int.map { .job(JobID(rawValue: Int64($0))) } ?? pair[1]?.string.map(JobParent.request)
  }
}
