import FalProtocol
import JSON
import ModelSchema

/// The router's endpoints that speak OpenAI's protocol, as models: the
/// platform's documents of them are empty.
enum OpenAIEndpoint {
  /// The model of an id; nil if it is none of these.
  static func model(named name: String) -> Model? {
    guard let endpoint = try? EndpointID(name), endpoint.isOpenAICompatible else { return nil }
    return Model(endpoint: endpoint, schema: try? ModelSchema(document: document(of: endpoint)))
  }

  /// The input as the wire has it: the text becomes a message, or the input.
  static func input(_ json: JSON, for endpoint: EndpointID) -> JSON {
    guard endpoint.isOpenAICompatible, case .object(var members) = json, let prompt = members["prompt"] else {
      return json
    }
    members["prompt"] = nil
    if endpoint.path.last == "completions" {
      members["messages"] = .array((members["messages"]?.array ?? []) + [["role": "user", "content": prompt]])
    } else {
      members["input"] = prompt
    }
    return .object(members)
  }

  /// What such a model said.
  static func text(in output: JSON) -> String? {
    if let text = output["choices"]?[0]?["message"]?["content"]?.string { return text }
    guard output["object"]?.string == "response" else { return nil }
    let parts = (output["output"]?.array ?? []).flatMap { $0["content"]?.array ?? [] }
    let texts = parts.compactMap { $0["text"]?.string }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  private static func document(of endpoint: EndpointID) -> JSON {
    let properties: JSON = [
      "prompt": ["type": "string", "title": "Prompt", "description": "what to say; becomes the last message"],
      "messages": ["type": "array", "items": ["type": "object"], "description": "what was said before"],
      "input": ["type": "array", "items": ["type": "string"], "description": "several texts at once"],
      "model": ["type": "string", "description": "which language model answers"],
      "temperature": ["type": "number", "minimum": 0, "maximum": 2],
      "max_tokens": ["type": "integer", "minimum": 1],
      "max_output_tokens": ["type": "integer", "minimum": 1],
      "dimensions": ["type": "integer", "minimum": 1],
    ]
    let names = names(of: endpoint)
    let chosen = (properties.object ?? [:]).filter { names.contains($0.key) }
    let input: JSON = [
      "type": "object", "required": ["model"],
      "properties": .object(JSONObject(chosen.map { ($0.key, $0.value) }) { $1 }),
    ]
    let path = "/\(endpoint)"
    return [
      "openapi": "3.0.4",
      "info": [
        "title": .string("\(endpoint)"), "x-fal-metadata": ["endpointId": .string("\(endpoint)"), "category": "llm"],
      ],
      "paths": .object([
        path: ["post": ["requestBody": ["content": ["application/json": ["schema": input]]]]],
        path + "/requests/{request_id}": [
          "get": ["responses": ["200": ["content": ["application/json": ["schema": ["type": "object"]]]]]]
        ],
      ]),
    ]
  }

  private static func names(of endpoint: EndpointID) -> [String] {
    switch endpoint.path.last {
    case "completions": ["prompt", "messages", "model", "temperature", "max_tokens"]
    case "responses": ["prompt", "model", "temperature", "max_output_tokens"]
    default: ["prompt", "input", "model", "dimensions"]
    }
  }
}
