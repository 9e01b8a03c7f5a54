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
    names.map { Suggestion($0.name) }
  }
}
