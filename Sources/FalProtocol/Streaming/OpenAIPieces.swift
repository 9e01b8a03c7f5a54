import JSON

/// The stream of OpenAI's protocol: chat completions in deltas, or the
/// events of a response.
struct OpenAIPieces: Sendable, Hashable {
  private(set) var text = ""
  private var first: JSON?
  private var finishReason: JSON = .null
  private var usage: JSON?
  private var response: JSON?

  /// - Returns: false if `event` is no part of such a stream.
  mutating func take(_ event: JSON) -> Bool {
    if event["object"]?.string == "chat.completion.chunk" {
      takeChunk(event)
      return true
    }
    guard let type = event["type"]?.string, type.hasPrefix("response.") else { return false }
    if type == "response.output_text.delta" { text += event["delta"]?.string ?? "" }
    response = event["response"] ?? response
    return true
  }

  private mutating func takeChunk(_ event: JSON) {
    first = first ?? event
    usage = event["usage"].flatMap { $0.isNull ? nil : $0 } ?? usage
    guard let choice = event["choices"]?[0] else { return }
    text += choice["delta"]?["content"]?.string ?? ""
    finishReason = choice["finish_reason"].flatMap { $0.isNull ? nil : $0 } ?? finishReason
  }

  /// What the answer would have been in one piece; nil if there was none.
  var whole: JSON? {
    if let response { return response }
    guard case .object(var members)? = first else { return nil }
    members["object"] = "chat.completion"
    members["choices"] = [
      [
        "index": 0, "message": ["role": "assistant", "content": .string(text)], "finish_reason": finishReason,
      ]
    ]
    members["usage"] = usage
    return .object(members)
  }
}
