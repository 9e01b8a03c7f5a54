package import JSON

extension PlatformError {
  /// Reads any answer outside of 200 to 299.
  package init(_ response: WireResponse) {
    let text = String(decoding: response.body.prefix(65_536), as: UTF8.self)
    let json = (try? response.json()) ?? .null
    let headers = response.headers
    let isIngress =
      [502, 503, 504].contains(response.status) && headers[HeaderName.requestID] == nil
      && json.isNull && text.lowercased().contains("nginx")
    let isGateway = response.status >= 500 && headers[HeaderName.requestID] == nil && json.object == nil
    let (shape, message) =
      isIngress || isGateway ? (isIngress ? .ingress : .gateway, Self.start(of: text)) : Self.reading(json, text)
    let details = json["detail"]?.array?.map(Detail.init(json:)) ?? []
    self.init(
      status: response.status, shape: shape,
      type: details.first?.type ?? json["error_type"]?.string ?? headers[HeaderName.errorType]
        ?? json["error"]?["type"]?.string,
      message: message, details: details,
      requestID: headers[HeaderName.requestID] ?? json["error"]?["request_id"]?.string ?? json["request_id"]?.string,
      billableUnits: headers[HeaderName.billableUnits],
      retryAfter: headers["retry-after"].flatMap { Self.pause($0, after: headers["date"]) },
      retryHint: (headers[HeaderName.retryable] ?? headers[HeaderName.needsRetry]).flatMap(Self.flag),
      isCallersTimeout: headers[HeaderName.timeoutType]?.lowercased() == "user")
  }

  /// A request that failed as its status says, when there is no result to ask.
  package init(_ error: RequestStatus.QueueError, requestID: String?) {
    self.init(
      status: error.type.flatMap(ErrorType.init)?.status ?? 500, type: error.type, message: error.message,
      requestID: requestID)
  }

  /// What a model says in real time of an input that it failed on.
  /// - Parameter word: `INTERNAL_ERROR`.
  package init(realtime word: String, reason: String) {
    let type = word == "INTERNAL_ERROR" ? "internal_server_error" : word.lowercased()
    self.init(
      status: ErrorType(type)?.status ?? 500, type: type.isEmpty ? nil : type, message: reason.isEmpty ? word : reason)
  }

  private static func reading(_ json: JSON, _ text: String) -> (Shape, String) {
    if let message = json["detail"]?.string { return (.detailText, message) }
    if let list = json["detail"]?.array { return (.detailList, list.first.map { Detail(json: $0).message } ?? "") }
    if let message = json["detail"]?["message"]?.string { return (.detailText, message) }
    if let message = json["error"]?["message"]?.string { return (.errorObject, message) }
    for key in ["error", "message", "msg"] {
      if let message = json[key]?.string { return (.errorText, message) }
    }
    if let word = json["status"]?.string { return (.statusWord, word) }
    return (.text, start(of: text))
  }

  private static func start(of text: String) -> String { String(text.prefix(500)) }

  private static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "true", "yes": true
    case "0", "false", "no": false
    default: nil
    }
  }

  /// A number of seconds, or a date, which counts from that of the answer.
  private static func pause(_ text: String, after date: String?) -> Duration? {
    let until = Timestamp(text).flatMap { until in
      date.flatMap { Timestamp($0) }.map { max(0, until.seconds - $0.seconds) }
    }
    guard let seconds = Double(text) ?? until, seconds >= 0, seconds < 1e6 else { return nil }
    return .seconds(seconds)
  }
}

extension PlatformError.Detail {
  init(json: JSON) {
    location = JSONPath(location: json["loc"]?.array ?? [])
    message = json["msg"]?.string ?? json["message"]?.string ?? json.string ?? ""
    type = json["type"]?.string
    context = json["ctx"]
    input = json["input"]
  }

  /// The entry as it is sent.
  package var json: JSON {
    var members: JSONObject = ["loc": .array(["body"] + location.steps.map(\.json)), "msg": .string(message)]
    if let type {
      members["type"] = .string(type)
      if ErrorType(type) != nil { members["url"] = .string("https://docs.fal.ai/errors#\(type)") }
    }
    members["ctx"] = context
    members["input"] = input
    return .object(members)
  }
}

extension JSONPath {
  /// The path of a `loc` list: texts are keys, numbers indices.
  init(location: [JSON]) {
    let steps = location.compactMap { step in step.string.map(Step.key) ?? step.int.map(Step.index) }
    self.init(steps.first == .key("body") ? Array(steps.dropFirst()) : steps)
  }
}

extension JSONPath.Step {
  var json: JSON {
    switch self {
    case .key(let key): .string(key)
    case .index(let index): JSON(index)
    }
  }
}
