import Journal
import Language

/// A state of jobs: `running`, `not-sent`, or `unfinished` for all of those
/// that may still come to something.
struct StateArgument: ArgumentType {
  static let label = "STATE"
  let states: Set<JobState>

  init(reading content: Argument.Content) throws {
    let word = try String(reading: content)
    if word == Self.unfinished {
      states = Set(JobState.allCases.filter { !$0.isFinal })
    } else if let state = JobState.allCases.first(where: { $0.typed == word }) {
      states = [state]
    } else {
      throw Failure.wants("one of \(Self.words.joined(separator: " "))")
    }
  }

  private static let unfinished = "unfinished"
  private static let words = JobState.allCases.map(\.typed) + [unfinished]

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    words.filter { $0.hasPrefix(prefix) }.map { Suggestion($0) }
  }
}

extension JobState {
  fileprivate var typed: String { String(words.map { $0 == " " ? "-" : $0 }) }
}
