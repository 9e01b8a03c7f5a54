import FalProtocol
import JSON
import ModelSchema
import NIOCore
import NIOPosix

/// Where models do their work: from the bytes of an input to the answer.
struct Workshop: Sendable {
  let documents: ModelDocuments
  let files: FileStore

  /// One order: what is to be made, and under which name.
  struct Order: Sendable {
    let endpoint: EndpointID
    let body: [UInt8]
    let requestID: String
    /// Which request this is; it chooses the seed if the caller does not.
    let number: Int
  }

  /// The input of an order, as far as it can be read.
  static func input(_ body: [UInt8]) -> JSON { body.isEmpty ? [:] : (try? JSON(parsing: body)) ?? .null }

  /// The model's answer, good or bad. It is always the same for the same order.
  func answer(_ order: Order) -> WireResponse {
    do {
      let output = try output(of: order)
      let units = output.billableUnits?.decimalText
      return Answer(output: output.body, requestID: order.requestID, billableUnits: units).response
    } catch {
      var failure = error
      failure.requestID = order.requestID
      failure.billableUnits = "0"
      return failure.response
    }
  }

  /// The same, made on a thread for such work: a clip takes seconds, and the
  /// threads that tasks share would be blocked for everybody else.
  func answerAside(_ order: Order) async -> WireResponse {
    let response = try? await NIOThreadPool.singleton.runIfActive { self.answer(order) }
    return response ?? PlatformError(status: 503, type: "runner_disconnected", message: "the sandbox stops").response
  }

  /// The bytes of a file, made aside if they are still to be made.
  func bytes(of file: FileStore.File) async throws(PlatformError) -> ByteBuffer {
    if case .bytes(let bytes) = file.content { return bytes }
    let made = try? await NIOThreadPool.singleton.runIfActive { try file.content.made() }
    guard let made else {
      throw PlatformError(status: 500, type: "internal_server_error", message: "the file could not be made")
    }
    return made
  }

  private func output(of order: Order) throws(PlatformError) -> ModelOutput {
    guard let model = Models.model(of: order.endpoint.description),
      let schema = documents.schema(of: order.endpoint.description)
    else { throw .noPath(of: order.endpoint) }
    let input = try read(order.body)
    try check(input, schema)
    let chosen = Int(StableHash.of("\(order.number)\n\(input.text)") % 2_147_483_647)
    let call = ModelCall(input: input, schema: schema, requestID: order.requestID, chosenSeed: chosen, files: files)
    return try model.run(call)
  }

  private func read(_ body: [UInt8]) throws(PlatformError) -> JSON {
    guard !body.isEmpty else { return [:] }
    do { return try JSON(parsing: body) } catch {
      throw .refusal("json_invalid", at: [.index(error.offset)], "the body is not JSON")
    }
  }

  private func check(_ input: JSON, _ schema: ModelSchema) throws(PlatformError) {
    let violations = schema.violations(of: input)
    guard violations.isEmpty else {
      throw PlatformError(WireResponse(status: 422, json: ["detail": .array(violations.map(\.platformDetail))]))
    }
    // The safety checker of the sandbox knows one word.
    guard input["enable_safety_checker"]?.bool ?? true, let text = input["prompt"]?.string else { return }
    if text.lowercased().contains("nsfw"), schema.category != "llm" { throw .contentPolicy(at: "prompt", text) }
  }
}

extension PlatformError {
  /// The app is known, and what is behind it is not.
  static func noPath(of endpoint: EndpointID) -> PlatformError {
    PlatformError(status: 404, message: "Path /\(endpoint.path.joined(separator: "/")) not found")
  }

  static func noApplication(_ endpoint: EndpointID) -> PlatformError {
    PlatformError(status: 404, message: "Application \"\(endpoint.alias)\" not found")
  }
}
