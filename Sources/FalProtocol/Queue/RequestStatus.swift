package import JSON

/// What the platform says of a request while it waits, runs, and after.
package struct RequestStatus: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    /// The position is the number of requests ahead.
    case inQueue(position: Int?)
    case inProgress
    /// Finished: well, badly or by cancellation. What a model itself found
    /// wrong may show at the result alone.
    case completed(QueueError?)
    /// A word that this version does not know; the request goes on.
    case unknown(String)
  }

  /// Why a request failed before or outside its model.
  package struct QueueError: Sendable, Hashable {
    package let message: String
    /// One of `ErrorType`'s words, or a new one.
    package let type: String?

    package init(message: String, type: String? = nil) {
      self.message = message
      self.type = type
    }
  }

  package var requestID: String?
  package var state: State
  /// Nil if logs were not asked for.
  package var logs: [LogLine]?
  /// Of the model's work, in seconds.
  package var inferenceTime: Double?

  package init(requestID: String?, state: State, logs: [LogLine]? = nil, inferenceTime: Double? = nil) {
    self.requestID = requestID
    self.state = state
    self.logs = logs
    self.inferenceTime = inferenceTime
  }

  /// Whether nothing more will happen.
  package var isCompleted: Bool { if case .completed = state { true } else { false } }

  /// The HTTP status that goes with it: 200 when completed, 202 before.
  package var httpStatus: Int { isCompleted ? 200 : 202 }
}

extension RequestStatus {
  /// Reads a status answer, or one event of a status stream.
  /// - Throws: `WireFault.missing("status")`.
  package init(json: JSON) throws(WireFault) {
    guard let word = json["status"]?.string else { throw .missing("status") }
    requestID = json["request_id"]?.string
    state = State(word: word, json: json)
    logs = json["logs"]?.array.map { $0.compactMap(LogLine.init(json:)) }
    inferenceTime = json["metrics"]?["inference_time"]?.double
  }

  /// The answer as it is sent.
  /// - Parameter acceptance: gives the URLs that stand in every answer.
  package func json(for acceptance: Acceptance) -> JSON {
    var members: JSONObject = ["status": .string(state.word), "request_id": .string(acceptance.requestID)]
    members.merge(acceptance.urlMembers) { _, new in new }
    members["logs"] = logs.map { .array($0.map(\.json)) } ?? .null
    members["metrics"] = .object(inferenceTime.map { ["inference_time": JSON($0)] } ?? [:])
    switch state {
    case .inQueue(let position): members["queue_position"] = JSON(position ?? 0)
    case .completed(let error?):
      members["error"] = .string(error.message)
      members["error_type"] = error.type.map(JSON.string)
    default: break
    }
    return .object(members)
  }
}

extension RequestStatus {
  /// Whether an answer says that a request waits or is being worked on.
  package static func isUnderWay(_ json: JSON) -> Bool {
    switch json["status"]?.string.map({ State(word: $0, json: json) }) {
    case .inQueue?, .inProgress?: true
    case .completed?, .unknown?, nil: false
    }
  }
}

extension RequestStatus.State {
  init(word: String, json: JSON) {
    switch word {
    case "IN_QUEUE": self = .inQueue(position: json["queue_position"]?.int)
    case "IN_PROGRESS": self = .inProgress
    case "COMPLETED": self = .completed(Self.error(json))
    default: self = .unknown(word)
    }
  }

  /// The word on the wire.
  package var word: String {
    switch self {
    case .inQueue: "IN_QUEUE"
    case .inProgress: "IN_PROGRESS"
    case .completed: "COMPLETED"
    case .unknown(let word): word
    }
  }

  private static func error(_ json: JSON) -> RequestStatus.QueueError? {
    let type = json["error_type"]?.string
    let error = json["error"] ?? .null
    guard !error.isNull || type != nil else { return nil }
    return .init(message: error.string ?? (error.isNull ? "" : error.text), type: type)
  }
}
