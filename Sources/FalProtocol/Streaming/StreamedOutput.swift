package import JSON

/// What a streaming model has given so far. The events of a stream have the
/// shape of their model: a growing text, ever better pictures, steps of a
/// workflow, or the pieces that OpenAI's protocol sends.
package struct StreamedOutput: Sendable, Hashable {
  /// The text so far; empty where there is none.
  package private(set) var text = ""
  /// How far it is, 0 to 1, where the model says so.
  package private(set) var progress: Double?
  /// What goes on, in a word or two: the step of a workflow.
  package private(set) var step: String?
  /// What went wrong, told in an event since the answer had begun.
  package private(set) var failure: PlatformError?
  /// The last event that was an output.
  private var output: JSON?
  private var pieces = OpenAIPieces()

  package init() {}

  /// Takes the next event.
  package mutating func take(_ event: JSON) {
    if let type = event["type"]?.string, takeStep(type, event) { return }
    if let error = event.toldError {
      failure = PlatformError(told: error, status: event["status"]?.int)
      return
    }
    if pieces.take(event) {
      text = pieces.text
      return
    }
    progress = event["progress"]?.double ?? progress
    if let whole = event["output"]?.string { text = whole }
    output = event
  }

  /// The whole output, once the stream has ended.
  /// - Throws: the error that an event told of, or `WireFault.missing` if no
  ///   event was an output, or the last says that there is more to come.
  package func result() throws -> JSON {
    if let failure { throw failure }
    if let whole = pieces.whole { return whole }
    guard let output, output["partial"]?.bool != true, !output.isProgress else { throw WireFault.missing("output") }
    return output
  }

  /// The steps of a workflow, and the ends of OpenAI's responses.
  /// - Returns: false if it is neither.
  private mutating func takeStep(_ type: String, _ event: JSON) -> Bool {
    switch type {
    case "submit" where event["node_id"] != nil: step = event["app_id"]?.string ?? event["node_id"]?.string
    case "completion" where event["node_id"] != nil: step = nil
    case "output" where event["output"] != nil: output = event["output"]
    case "response.failed": failure = PlatformError(told: event["response"]?["error"] ?? event)
    case "error":
      let error = event["error"] ?? event
      let body = error["body"] ?? error
      failure = PlatformError(told: body, status: error["status"]?.int, message: event["message"]?.string)
    default: return false
    }
    return true
  }
}

extension JSON {
  /// Whether it says how far something is, and nothing else.
  fileprivate var isProgress: Bool {
    guard let members = object, members["progress"] != nil else { return false }
    return members.allSatisfy { Self.membersOfProgress.contains($0.key) }
  }

  private static let membersOfProgress: Set = ["progress", "logs", "status", "message", "step", "eta"]
}
