import FalClient
import FalProtocol
import JSON
import Testing

@Suite struct StreamTests {
  /// The parts of a stream, and how it ended.
  private static func parts(
    _ steps: [ScriptedTransport.Step], on endpoint: EndpointID? = nil
  ) async throws -> (parts: [StreamPart], error: FalError?, transport: ScriptedTransport) {
    let transport = ScriptedTransport(steps)
    var parts: [StreamPart] = []
    do {
      let endpoint = try endpoint ?? Fixtures.endpoint()
      for try await part in try transport.client().stream(["prompt": "x"], on: endpoint) { parts.append(part) }
      return (parts, nil, transport)
    } catch {
      return (parts, try #require(error as? FalError), transport)
    }
  }

  private static let head = StreamPart.head(requestID: nil, contentType: "text/event-stream", billableUnits: nil)

  @Test func `a run may answer piece by piece`() async throws {
    let (parts, error, transport) = try await Self.parts([
      .events(["data: {\"output\":\"a\"}\n\ndata: {\"out", "put\":\"ab\"}\n\n", "data: [DONE]\n\n"])
    ])
    #expect(parts == [Self.head, .event(["output": "a"]), .event(["output": "ab"])])
    #expect(error == nil)
    #expect(transport.lines == ["POST https://fal.run/fal-ai/flux/dev/stream"])
  }

  @Test func `an endpoint of OpenAI's protocol streams where it is`() async throws {
    let id = try EndpointID("openrouter/router/openai/v1/chat/completions")
    let (_, _, transport) = try await Self.parts([.events(["data: {}\n\n"])], on: id)
    #expect(transport.lines == ["POST https://fal.run/openrouter/router/openai/v1/chat/completions"])
  }

  @Test func `a voice comes as bytes, and its head tells of what`() async throws {
    let headers: WireHeaders = [
      "content-type": "audio/mpeg", HeaderName.requestID: "r-1", HeaderName.billableUnits: "2",
    ]
    let (parts, _, _) = try await Self.parts([.pieces(status: 200, headers, ["ab", "c"], end: nil)])
    let head = StreamPart.head(requestID: "r-1", contentType: "audio/mpeg", billableUnits: "2")
    #expect(parts == [head, .bytes(Array("ab".utf8)), .bytes(Array("c".utf8))])
  }

  @Test func `a stream that breaks is not sent again, and is known to have begun`() async throws {
    let (parts, error, transport) = try await Self.parts([.events(["data: 1\n\n"], end: .reset), .events([])])
    #expect(parts == [Self.head, .event(1)])
    #expect(error == .interrupted(TransportFault(.reset, host: "fal.run")))
    #expect(transport.sent.count == 1)
  }

  @Test func `a stream that never began may have been taken`() async throws {
    let (parts, error, transport) = try await Self.parts([.fault(.reset), .events([])])
    #expect(parts == [])
    #expect(error == .unknownSubmit(TransportFault(.reset, host: "fal.run")))
    #expect(transport.sent.count == 1)
  }

  @Test func `a refusal before the first event is the platform's`() async throws {
    let refused = ScriptedTransport.Step.json(["detail": "stream unavailable"], status: 422)
    let (_, error, transport) = try await Self.parts([refused])
    #expect(error == .platform(PlatformError(status: 422, message: "stream unavailable")))
    #expect(transport.sent.count == 1)
  }
}
