import FalProtocol
import JSON
import Testing

@Suite struct StreamedOutputTests {
  private static func output(of events: [JSON]) -> StreamedOutput {
    var output = StreamedOutput()
    for event in events { output.take(event) }
    return output
  }

  @Test(.enabled(if: RecordedData.isPresent)) func `a recorded stream grows`() throws {
    var reader = ServerSentEventReader()
    var texts: [String] = []
    var output = StreamedOutput()
    var events = try reader.read(RecordedData.bytes("sse/any-llm.txt"))
    if let last = reader.finish() { events.append(last) }
    for event in events {
      output.take(try JSON(parsing: event.data))
      texts.append(output.text)
    }
    #expect(texts == ["Perspective", "Perspective.\n", "Perspective.\n", "Perspective.\n"])
    #expect(try output.result()["partial"] == false)
  }

  @Test func `each event is the whole text so far, and may change it`() throws {
    let output = Self.output(of: [
      ["output": "Fnd", "partial": true, "error": .null], ["output": "Find it", "partial": false, "error": .null],
    ])
    #expect(output.text == "Find it")
    #expect(try output.result() == ["output": "Find it", "partial": false, "error": .null])
  }

  @Test func `an error in an event is the model's`() {
    let output = Self.output(of: [["output": "", "partial": false, "error": "no such model"]])
    #expect(throws: PlatformError(status: 500, message: "no such model")) { try output.result() }
  }

  @Test func `pictures grow better, and the last is the output`() throws {
    let output = Self.output(of: [["progress": 0.25], ["images": [["url": "a"]]], ["images": [["url": "b"]]]])
    #expect(output.progress == 0.25)
    #expect(try output.result() == ["images": [["url": "b"]]])
  }

  @Test func `who ends while it tells how far it is has given nothing`() {
    let output = Self.output(of: [["progress": 0.2, "logs": []], ["progress": 0.5, "logs": [], "status": "running"]])
    #expect(throws: WireFault.missing("output")) { try output.result() }
  }

  @Test(
    arguments: [
      (["output": "Once upon", "partial": false, "error": "cut"], "cut"),
      (["output": .null, "error": ["message": "m", "code": 402]], "m"), (["partial": true, "error": "x"], "x"),
      (["error": ["code": 402, "message": "no credit"], "user_id": "u"], "no credit"),
      (["choices": [["finish_reason": "error", "error": ["message": "p"]]], "id": "1"], "p"),
      (["output": "fine", "error": .null], nil), (["output": "fine", "error": ""], nil),
      (["images": [], "error": "one of four was dropped"], nil), (["choices": [["finish_reason": "stop"]]], nil),
    ] as [(JSON, String?)])
  func `a language model's error is one in a whole answer too`(output: JSON, message: String?) {
    #expect(Answer(json: output, status: 200, headers: [:]).toldFailure?.message == message)
  }

  @Test func `the steps of a workflow are told`() throws {
    var output = Self.output(of: [["type": "submit", "node_id": "n1", "app_id": "fal-ai/flux", "request_id": "r"]])
    #expect(output.step == "fal-ai/flux")
    output.take(["type": "completion", "node_id": "n1", "output": ["seed": 1]])
    #expect(output.step == nil)
    output.take(["type": "output", "output": ["images": []]])
    #expect(try output.result() == ["images": []])
  }

  @Test func `a step that fails fails the workflow, with its own error`() {
    let body: JSON = ["detail": [["loc": ["body", "p"], "msg": "m", "type": "missing"]]]
    let output = Self.output(of: [
      ["type": "error", "node_id": "n", "message": "node failed", "error": ["status": 422, "body": body]]
    ])
    #expect(throws: PlatformError(details: [.init(location: JSONPath(key: "p"), message: "m", type: "missing")])) {
      try output.result()
    }
  }

  @Test func `pieces of a chat are put together`() throws {
    func chunk(_ delta: JSON, finish: JSON = .null) -> JSON {
      [
        "id": "c", "object": "chat.completion.chunk", "model": "m",
        "choices": [["index": 0, "delta": delta, "finish_reason": finish]],
      ]
    }
    let output = Self.output(of: [
      chunk(["role": "assistant"]), chunk(["content": "a "]), chunk(["content": "fox"]), chunk([:], finish: "stop"),
      ["object": "chat.completion.chunk", "choices": [], "usage": ["total_tokens": 3]],
    ])
    #expect(output.text == "a fox")
    let whole = try output.result()
    #expect(whole["choices"]?[0]?["message"]?["content"] == "a fox")
    #expect(whole["choices"]?[0]?["finish_reason"] == "stop")
    #expect(whole["object"] == "chat.completion" && whole["usage"]?["total_tokens"] == 3)
  }

  @Test func `a response of OpenAI's newer protocol ends with its whole`() throws {
    let output = Self.output(of: [
      ["type": "response.created", "response": ["id": "r", "status": "in_progress"]],
      ["type": "response.output_text.delta", "delta": "a fox"],
      ["type": "response.completed", "response": ["id": "r", "status": "completed"]],
    ])
    #expect(output.text == "a fox")
    #expect(try output.result() == ["id": "r", "status": "completed"])
  }

  @Test(
    arguments: [
      ["output": "Find me", "partial": true, "error": "gone"], ["detail": "gone", "error_type": "runner_disconnected"],
      ["object": "chat.completion.chunk", "error": ["message": "gone"], "choices": [["finish_reason": "error"]]],
      ["type": "response.failed", "response": ["status": "failed", "error": ["message": "gone"]]],
      ["detail": [["loc": ["body"], "msg": "gone", "type": "content_policy_violation"]]],
    ] as [JSON])
  func `an error behind a part of the output is an error`(event: JSON) {
    let output = Self.output(of: [["output": "Find", "partial": true, "error": .null], event])
    #expect { try output.result() } throws: { ($0 as? PlatformError)?.message == "gone" }
  }

  @Test(
    arguments: [
      ["detail": "a picture of a cat", "score": 1], ["output": "x", "error": false], ["label": "x", "error": [:]],
      ["detail": [1, 2]],
    ] as [JSON])
  func `what only looks like an error is an output`(event: JSON) throws {
    #expect(try Self.output(of: [event]).result() == event)
  }

  @Test(
    arguments: [
      [["output": "Find", "partial": true, "error": .null]], [["progress": 0.25]],
      [["type": "response.created", "response": ["id": "r"]]],
      [
        [
          "object": "chat.completion.chunk",
          "choices": [["index": 0, "delta": ["content": "a"], "finish_reason": .null]],
        ]
      ],
    ] as [[JSON]])
  func `what ends before its end is not whole`(events: [JSON]) {
    #expect(throws: WireFault.missing("output")) { try Self.output(of: events).result() }
  }

  @Test func `several answers and calls of tools are put together, each by itself`() throws {
    func chunk(_ index: Int, _ delta: JSON, finish: JSON = .null) -> JSON {
      [
        "object": "chat.completion.chunk",
        "choices": [["index": JSON(index), "delta": delta, "finish_reason": finish]],
      ]
    }
    func call(_ function: JSON) -> JSON { ["tool_calls": [["index": 0, "id": "t", "function": function]]] }
    let output = Self.output(of: [
      chunk(0, ["content": "a"]), chunk(1, ["content": "b"]), chunk(0, ["content": "c"], finish: "stop"),
      chunk(1, call(["name": "look", "arguments": "{\"x\":"])),
      chunk(1, call(["arguments": "1}"]), finish: "tool_calls"),
    ])
    #expect(output.text == "ac")
    let choices = try output.result()["choices"]
    #expect(choices?[0]?["message"]?["content"] == "ac" && choices?[1]?["message"]?["content"] == "b")
    let tool = choices?[1]?["message"]?["tool_calls"]?[0]?["function"]
    #expect(tool == ["name": "look", "arguments": "{\"x\":1}"])
  }

  @Test func `a stream without any output is none`() {
    #expect(throws: WireFault.missing("output")) { try StreamedOutput().result() }
  }

  @Test func `no event traps the reader`() {
    let values: [JSON] = [.null, true, 5, "x", [], [:], ["type": "error"], ["type": "submit"], ["error": ["a": 1]]]
    for value in values {
      for key in ["type", "output", "error", "choices", "object", "response", "progress", "delta"] {
        _ = try? Self.output(of: [value, [key: value], .object([key: value, "type": "response.x"])]).result()
      }
    }
  }
}
