import FalProtocol
import JSON

/// How far a job had come with its request when it was not waited for any
/// longer.
enum SubmissionState: Sendable, Hashable {
  /// Its request is on the way, and nobody knows how far it came.
  case unanswered
  /// It is asked without a queue.
  case running
  /// Its phase, in words.
  case notAsked(String)
  case accepted(requestID: String)

  init(_ state: Job.State) {
    self =
      switch (state.acceptance, state.phase) {
      case (let acceptance?, _): .accepted(requestID: acceptance.requestID)
      case (nil, .sending): .unanswered
      // A stream may tell of steps that it prepares.
      case (nil, _) where state.runningAt != nil: .running
      case (nil, let phase): .notAsked(phase.description)
      }
  }

  var json: JSON {
    switch self {
    case .unanswered: ["state": "unanswered"]
    case .running: ["state": "running"]
    case .notAsked(let phase): ["state": "not-asked", "phase": .string(phase)]
    case .accepted(let id): ["state": "accepted", "request": .string(id)]
    }
  }

  /// - Returns: nil if this is none.
  init?(_ json: JSON) {
    switch (json["state"]?.string, json["phase"]?.string, json["request"]?.string) {
    case ("unanswered", _, _): self = .unanswered
    case ("running", _, _): self = .running
    case ("not-asked", let phase?, _): self = .notAsked(phase)
    case ("accepted", _, let id?): self = .accepted(requestID: id)
    default: return nil
    }
  }
}
