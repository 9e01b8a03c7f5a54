import JSON

extension PlatformError {
  /// An error that came inside of an answer which had begun well: the one that
  /// would have been the answer.
  /// - Parameters:
  ///   - error: its body, or its text.
  ///   - status: nil if none was told.
  ///   - message: what is said of it besides.
  init(told error: JSON, status: Int? = nil, message: String? = nil) {
    let isBody = ["detail", "error", "message"].contains { error[$0] != nil }
    let text = error.string ?? message ?? error.text
    self.init(WireResponse(status: status ?? 500, json: isBody ? error : ["detail": .string(text)]))
  }
}

extension JSON {
  /// What went wrong, in the member that tells it: of language models beside
  /// their text so far, of apps in the form of an answer.
  var toldError: JSON? {
    if let error = namedError { return error }
    guard let members = object, let detail = members["detail"] else { return nil }
    let isList = detail.array?.isEmpty == false && detail.array?.allSatisfy { $0["msg"]?.string != nil } == true
    let isText = detail.string != nil && members.allSatisfy { Self.membersOfErrors.contains($0.key) }
    return isList || isText ? self : nil
  }

  /// What went wrong where a language model should have said something. Any
  /// other may have a member of that name in its output.
  var languageError: JSON? {
    if let choice = self["choices"]?.array?.first, choice["finish_reason"]?.string == "error" {
      return choice["error"] ?? "the provider of the model failed"
    }
    guard let members = object, members.allSatisfy({ Self.membersOfTexts.contains($0.key) }) else { return nil }
    return namedError
  }

  private var namedError: JSON? {
    guard let error = self["error"] else { return nil }
    return error.string?.isEmpty == false || error.object?.isEmpty == false ? error : nil
  }

  /// What an error of an app says, and nothing else.
  private static let membersOfErrors: Set = ["detail", "status", "error_type", "request_id"]

  /// What language models give.
  private static let membersOfTexts: Set = [
    "output", "partial", "error", "reasoning", "usage", "id", "user_id", "object", "created", "model", "provider",
    "choices", "status",
  ]
}
