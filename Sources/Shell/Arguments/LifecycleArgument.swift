import FalProtocol
import JSON
import Language

/// How long a file is kept: a time, or a record of the platform's, which may
/// say who reads it.
extension Lifecycle: ArgumentType {
  static var label: String { "TIME" }

  init(reading content: Argument.Content) throws {
    if let record = try? RecordArgument(reading: content).json, let lifecycle = Lifecycle(header: record.text) {
      self = lifecycle
    } else if let lifecycle = Lifecycle(try String(reading: content)) {
      self = lifecycle
    } else {
      throw Failure.wants("a time like 1h, 7d or 3600, or never")
    }
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    ["1h", "1d", "7d", "never"].map { Suggestion($0) }
  }
}

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
