/// One step in the history of the schema. What was released is never edited:
/// a change is one more step, and its name is its identity in every file.
struct Migration: Sendable {
  let name: String
  let sql: String

  init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }

  /// In the order in which they are applied; only ever appended to.
  static let all: [Migration] = [
    .sessionsAndJobs, .uploadsAndDocuments, .parents, .lives, .sessions, .provenance, .largeOutputs, .lists, .copies,
    .uploadSizes, .realtime,
  ]
}
