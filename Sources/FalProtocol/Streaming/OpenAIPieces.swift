import JSON

/// The stream of OpenAI's protocol: chat completions in deltas, or the
/// events of a response.
struct OpenAIPieces: Sendable, Hashable {
  /// One of the answers that were asked for.
  fileprivate struct Choice: Sendable, Hashable {
    var text = ""
    /// By their indices.
    var toolCalls: [Int: JSON] = [:]
    var finishReason: JSON = .null
  }

  private var first: JSON?
  /// By their indices.
  private var choices: [Int: Choice] = [:]
  private var usage: JSON?
  private var response: JSON?
  private var responseText = ""
  private var isResponseComplete = false

  /// What is shown while it grows: the first of several answers.
  var text: String { choices[0]?.text ?? responseText }

  /// - Returns: false if `event` is no part of such a stream.
  mutating func take(_ event: JSON) -> Bool {
    if event["object"]?.string == "chat.completion.chunk" {
      takeChunk(event)
      return true
    }
    guard let type = event["type"]?.string, type.hasPrefix("response.") else { return false }
    if type == "response.output_text.delta" { responseText += event["delta"]?.string ?? "" }
    if ["response.completed", "response.incomplete"].contains(type) { isResponseComplete = true }
    response = event["response"] ?? response
    return true
  }

  private mutating func takeChunk(_ event: JSON) {
    first = first ?? event
    usage = event["usage"].flatMap { $0.isNull ? nil : $0 } ?? usage
    for piece in event["choices"]?.array ?? [] { choices[piece["index"]?.int ?? 0, default: Choice()].take(piece) }
  }

  /// What the answer would have been in one piece; nil if there was none, or
  /// not all of it.
  var whole: JSON? {
    if let response { return isResponseComplete ? response : nil }
    guard case .object(var members)? = first, !choices.isEmpty,
      choices.values.allSatisfy({ !$0.finishReason.isNull })
    else { return nil }
    members["object"] = "chat.completion"
    members["choices"] = .array(choices.sorted { $0.key < $1.key }.map { $0.value.json(index: $0.key) })
    members["usage"] = usage
    return .object(members)
  }
}

extension OpenAIPieces.Choice {
  fileprivate mutating func take(_ piece: JSON) {
    text += piece["delta"]?["content"]?.string ?? ""
    if let reason = piece["finish_reason"], !reason.isNull { finishReason = reason }
    for call in piece["delta"]?["tool_calls"]?.array ?? [] { takeToolCall(call) }
  }

  /// A call of a tool comes in pieces too: its arguments are a text that grows.
  fileprivate mutating func takeToolCall(_ piece: JSON) {
    let index = piece["index"]?.int ?? 0
    guard var call = toolCalls[index], let more = piece["function"]?["arguments"]?.string else {
      toolCalls[index] = toolCalls[index] ?? piece
      return
    }
    let path = JSONPath([.key("function"), .key("arguments")])
    _ = call.set(.string((call["function"]?["arguments"]?.string ?? "") + more), at: path)
    toolCalls[index] = call
  }

  fileprivate func json(index: Int) -> JSON {
    var message: JSONObject = ["role": "assistant", "content": .string(text)]
    if !toolCalls.isEmpty {
      message["tool_calls"] = .array(toolCalls.sorted { $0.key < $1.key }.map(\.value))
    }
    return ["index": JSON(index), "message": .object(message), "finish_reason": finishReason]
  }
}
