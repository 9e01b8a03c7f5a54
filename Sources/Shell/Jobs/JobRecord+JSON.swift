import FalProtocol
import Journal
import JSON

extension JobRecord {
  /// As data: what a program wants to know of a job of any session.
  /// - Parameter now: seconds since 1970.
  func json(now: Double) -> JSON {
    var members: JSONObject = [
      "session": JSON(Int(session.rawValue)), "job": JSON(number), "model": .string(endpointID),
      "request_id": requestID.map(JSON.string) ?? .null, "state": .string(state.words),
      "started_at": .string(Timestamp(seconds: startedAt).description), "input": input,
    ]
    members["sent_at"] = sentAt.map { .string(Timestamp(seconds: $0).description) }
    members["unknown_at"] = unknownAt.map { .string(Timestamp(seconds: $0).description) }
    members["accepted_at"] = acceptedAt.map { .string(Timestamp(seconds: $0).description) }
    members["running_at"] = runningAt.map { .string(Timestamp(seconds: $0).description) }
    members["ended_at"] = endedAt.map { .string(Timestamp(seconds: $0).description) }
    members["seconds"] = JSON((((endedAt ?? now) - startedAt) * 1000).rounded() / 1000)
    members["cost"] = cost.map { JSON($0) }
    members["error"] = error?["message"]
    return .object(members)
  }
}

extension JobState {
  /// In words, as they are typed after `--state`.
  var words: String {
    switch self {
    case .notSent: "not sent"
    case .sent: "sending"
    case .unknown, .queued, .running, .done, .failed, .cancelled, .expired: rawValue
    }
  }
}
