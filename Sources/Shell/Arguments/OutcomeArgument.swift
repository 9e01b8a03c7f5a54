import FalProtocol
import Language

/// How the platform says that a request ended.
struct OutcomeArgument: ArgumentType {
  static let label = "STATUS"
  let outcome: HistoryQuery.Outcome

  init(reading content: Argument.Content) throws {
    guard let outcome = HistoryQuery.Outcome(rawValue: try String(reading: content)) else {
      throw Failure.wants("one of \(HistoryQuery.Outcome.allCases.map(\.rawValue).joined(separator: " "))")
    }
    self.outcome = outcome
  }

  private static let meanings: [HistoryQuery.Outcome: String] = [
    .success: "has a result", .userError: "the input was refused", .error: "the model or the platform failed",
  ]

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    HistoryQuery.Outcome.allCases.map { Suggestion($0.rawValue, meanings[$0] ?? "") }
  }
}
