import FalProtocol
import JSON

extension Site {
  /// The router's endpoints that speak OpenAI's protocol, answered by the
  /// sandbox's own language model.
  func openAI(_ endpoint: EndpointID, _ request: SandboxRequest) async throws(PlatformError) -> SandboxAnswer {
    guard let input = try? JSON(parsing: request.bytes), input.object != nil else {
      throw PlatformError(status: 400, shape: .errorObject, message: "the body is no JSON object")
    }
    let number = book.nextNumber()
    let call = OpenAICall(input: input, id: configuration.requestID(number))
    switch endpoint.path.dropFirst(2).joined(separator: "/") {
    case "chat/completions":
      let text = try await reply(to: call, endpoint.app, number: number)
      return input["stream"]?.bool == true ? Self.events(call.chunks(of: text)) : call.whole(call.completion(of: text))
    case "responses":
      let text = try await reply(to: call, endpoint.app, number: number)
      return input["stream"]?.bool == true
        ? Self.events(call.responseEvents(of: text)) : call.whole(call.response(of: text))
    case "embeddings": return call.whole(call.embeddings)
    default: throw .noPath(of: endpoint)
    }
  }

  private func reply(
    to call: OpenAICall, _ router: EndpointID, number: Int
  ) async throws(PlatformError) -> String {
    let input: JSON = ["prompt": .string(call.prompt), "model": call.input["model"] ?? "sandbox/words"]
    let order = Workshop.Order(endpoint: router, body: Array(input.text.utf8), requestID: call.id, number: number)
    let response = await workshop.answerAside(order)
    guard response.isSuccess else { throw PlatformError(response) }
    return (try? response.json())?["output"]?.string ?? ""
  }

  private static func events(_ events: [JSON]) -> SandboxAnswer {
    .events { sink in
      for event in events { try sink.send(ServerSentEvent(data: event.text)) }
      try sink.send(ServerSentEvent(data: "[DONE]"))
    }
  }
}

/// One call by OpenAI's protocol, and the shapes of its answers.
private struct OpenAICall: Sendable {
  let input: JSON
  let id: String

  private var model: JSON { input["model"] ?? "sandbox/words" }

  /// The last thing that was said, in whatever shape it came.
  var prompt: String {
    let last = input["messages"]?.array?.last?["content"] ?? input["input"] ?? .null
    if let text = last.string { return text }
    return (last.array ?? []).compactMap { $0["text"]?.string ?? $0["content"]?.string }.joined(separator: "\n")
  }

  func whole(_ json: JSON) -> SandboxAnswer {
    .whole(WireResponse(status: 200, headers: [HeaderName.requestID: id], json: json))
  }

  func completion(of text: String) -> JSON {
    [
      "id": .string(id), "object": "chat.completion", "model": model,
      "choices": [
        ["index": 0, "message": ["role": "assistant", "content": .string(text)], "finish_reason": "stop"]
      ],
      "usage": ["total_tokens": JSON(text.utf8.count / 4)],
    ]
  }

  func chunks(of text: String) -> [JSON] {
    text.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
      chunk(["content": .string(index == 0 ? String(word) : " " + word)])
    } + [chunk([:], finish: "stop")]
  }

  private func chunk(_ delta: JSON, finish: JSON = .null) -> JSON {
    [
      "id": .string(id), "object": "chat.completion.chunk", "model": model,
      "choices": [["index": 0, "delta": delta, "finish_reason": finish]],
    ]
  }

  func response(of text: String) -> JSON {
    [
      "id": .string(id), "object": "response", "status": "completed", "model": model,
      "output": [
        [
          "type": "message", "role": "assistant",
          "content": [["type": "output_text", "text": .string(text)]],
        ]
      ],
    ]
  }

  func responseEvents(of text: String) -> [JSON] {
    [
      ["type": "response.output_text.delta", "delta": .string(text)],
      ["type": "response.completed", "response": response(of: text)],
    ]
  }

  /// Eight numbers of the text's own, for each text.
  var embeddings: JSON {
    let texts = input["input"]?.array?.compactMap(\.string) ?? [prompt]
    let entries = texts.enumerated().map { index, text -> JSON in
      var generator = SeededGenerator([text], seed: 0)
      let numbers = (0..<8).map { _ in JSON(Double(generator.next() >> 44) / Double(1 << 20)) }
      return ["object": "embedding", "index": JSON(index), "embedding": .array(numbers)]
    }
    return ["object": "list", "model": model, "data": .array(entries)]
  }
}
