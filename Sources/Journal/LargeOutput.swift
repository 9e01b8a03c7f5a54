import GRDB
import JSON

/// An output as it is stored: in its job's row, or in rows of its own piece
/// by piece if it is large. Handed to SQLite at once, a large one would be in
/// memory three times more.
struct LargeOutput {
  /// In bytes, of what stands in the job's row.
  private static let largest = 1 << 20

  private let json: JSON
  /// The whole text, unless it is large.
  let text: String?

  init(_ json: JSON) {
    self.json = json
    var (text, count): (String?, Int) = ("", 0)
    json.write { piece in
      count += piece.utf8.count
      if count > Self.largest { text = nil } else { text?.append(piece) }
    }
    self.text = text
  }

  /// Stores a large output in place of what there is of the job.
  func store(as job: JobID, in database: Database) throws {
    try database.run("DELETE FROM outputPiece WHERE job = ?", [job.rawValue])
    guard text == nil else { return }
    var (position, failure): (Int, (any Error)?) = (0, nil)
    json.write { piece in
      guard failure == nil else { return }
      do {
        try database.run(
          "INSERT INTO outputPiece (job, position, text) VALUES (?, ?, ?)", [job.rawValue, position, piece])
      } catch {
        failure = error
      }
      position += 1
    }
    if let failure { throw failure }
  }

  /// - Returns: nil if the job has no large output.
  /// - Throws: `JournalError.corrupt`, `DatabaseError`.
  static func stored(as job: JobID, in database: Database) throws -> JSON? {
    let statement = try database.cachedStatement(sql: "SELECT text FROM outputPiece WHERE job = ? ORDER BY position")
    let pieces = try Row.fetchCursor(statement, arguments: [job.rawValue])
    var reader: JSONReader?
    while let piece = try pieces.next() {
      var begun = reader ?? JSONReader()
      reader = nil
      do { try begun.read(Array(try piece.text("text").utf8)) } catch { throw JournalError.corrupt }
      reader = begun
    }
    do { return try reader?.finish() } catch { throw JournalError.corrupt }
  }
}

extension Database {
  /// A job with its output, wherever that is.
  func record(_ row: Row) throws -> JobRecord {
    var record = try JobRecord(row)
    if record.state == .done, record.output == nil { record.output = try LargeOutput.stored(as: record.id, in: self) }
    return record
  }
}
