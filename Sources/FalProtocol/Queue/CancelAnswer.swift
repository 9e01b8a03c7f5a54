import JSON

/// What the platform says to a cancel.
package enum CancelAnswer: Sendable, Hashable {
  /// It was still waiting, and is gone.
  case removed
  /// It is running and has been asked to stop; it may complete all the same.
  case requested
  case alreadyCompleted
  case notFound
  /// The platform says no, and no more.
  case refused

  /// Reads an answer.
  /// - Returns: nil if it is an error of another kind.
  package init?(_ response: WireResponse) {
    let json = try? response.json()
    let word = json?["status"]?.string
    switch (response.status, word) {
    case (200..<300, _) where json?["success"]?.bool == false: self = .refused
    case (_, "ALREADY_COMPLETED"): self = .alreadyCompleted
    case (404, _): self = .notFound
    case (200..<300, "CANCELLATION_REQUESTED"), (202, _): self = .requested
    case (200..<300, _): self = .removed
    default: return nil
    }
  }

  /// The answer as it is sent.
  package var response: WireResponse {
    switch self {
    case .removed: WireResponse(status: 200, json: ["status": "OK"])
    case .requested: WireResponse(status: 202, json: ["status": "CANCELLATION_REQUESTED"])
    case .alreadyCompleted: WireResponse(status: 400, json: ["status": "ALREADY_COMPLETED"])
    case .refused: WireResponse(status: 200, json: ["success": false])
    case .notFound: WireResponse(status: 404, json: ["status": "NOT_FOUND"])
    }
  }
}
