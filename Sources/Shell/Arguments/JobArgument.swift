import Diagnostics
import FalProtocol
import JSON
import Language

/// A job of this session (`%3`, `$clip`, `3`), or a request id.
struct JobArgument: ArgumentType {
  static let label = "JOB"

  enum Reference: Sendable {
    case value(Value)
    case number(Int)
    case requestID(String)
  }

  let reference: Reference

  init(reading content: Argument.Content) throws {
    switch content {
    case .word(let word): reference = Int(word).map(Reference.number) ?? .requestID(word)
    case .value(.data(.string(let text))): reference = .requestID(text)
    case .value(.data(let json)) where json.int != nil: reference = .number(json.int ?? 0)
    case .value(let value): reference = .value(value)
    default: throw Failure.wants("a job, like %1, or a request id")
    }
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    session.jobs.all.reversed().map { Suggestion("%\($0.number)", "\($0.endpoint), \($0.current.phase.word)", .job) }
  }
}
