import JSON
import Language

/// A record, or its JSON as a text.
struct RecordArgument: ArgumentType {
  static let label = "RECORD"
  let json: JSON

  init(reading content: Argument.Content) throws {
    guard case .data(let json) = try AnyArgument(reading: content).value else { throw Failure.wants("a record") }
    let record = json.string.flatMap { try? JSON(parsing: $0) } ?? json
    guard record.object != nil else { throw Failure.wants("a record, like {timeout: {retries: 0}}") }
    self.json = record
  }
}
