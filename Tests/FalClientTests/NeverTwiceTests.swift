import FalClient
import FalProtocol
import JSON
import Testing

/// The connection breaks at every byte of a generation in turn, on a real
/// socket, and the submissions are counted.
@Suite(.timeLimit(.minutes(5))) struct NeverTwiceTests {
  private static let accepted = http(#"{"request_id":"r-1","queue_position":0}"#)
  private static let result = http(#"{"seed":7}"#, headers: "x-fal-request-id: r-1\r\n")
  private static let events = http("data: {\"status\":\"COMPLETED\"}\n\n", type: "text/event-stream")

  private static func http(_ body: String, type: String = "application/json", headers: String = "") -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  @Sendable private static func answer(_ request: String) -> String {
    if request.hasPrefix("POST /queue") { return accepted }
    if request.hasPrefix("POST /run") { return result }
    let path = request.split { " ?".contains($0) }.dropFirst().first ?? ""
    if path.hasSuffix("/status/stream") { return events }
    return path.hasSuffix("/status") ? http(#"{"status":"COMPLETED"}"#) : result
  }

  /// What a generation over a cut connection came to.
  private struct Outcome: Sendable {
    let error: FalError?
    let submissions: Int
    /// Requests of which at least a byte came in before the first answer.
    let begun: Int
    let hasCut: Bool
  }

  private static func outcome(
    cutAfter count: Int, _ transport: AsyncHTTPTransport, _ generate: (FalClient) async throws -> JSON
  ) async throws -> Outcome {
    let server = try #require(CuttingServer(cutAfter: count, answer: answer))
    defer { server.stop() }
    let origin = try #require(WireURL("http://127.0.0.1:\(server.port)"))
    let client = FalClient(
      origins: .single(origin), credentials: Credentials(key: "a:b"), transport: transport, clock: ScriptedClock(),
      random: { 0 }, userAgent: "t")
    var failure: FalError?
    do { #expect(try await generate(client) == ["seed": 7]) } catch { failure = try #require(error as? FalError) }
    return Outcome(
      error: failure, submissions: server.requests.count { $0.hasPrefix("POST") }, begun: server.begun,
      hasCut: server.hasCut)
  }

  /// Cuts at every byte until one generation comes through uncut.
  private static func cutEverywhere(_ generate: @escaping @Sendable (FalClient) async throws -> JSON) async throws {
    let transport = AsyncHTTPTransport(environment: [:])
    var cuts = (unknown: 0, whole: 0)
    var cameThrough = false
    for count in 0..<5000 {
      let outcome = try await outcome(cutAfter: count, transport, generate)
      #expect(outcome.submissions <= 1, "cut after \(count) bytes")
      guard outcome.hasCut else {
        #expect(outcome.error == nil)
        cameThrough = true
        break
      }
      if case .unknownSubmit(let fault)? = outcome.error {
        #expect(outcome.begun <= 1, "cut after \(count) bytes")
        #expect(fault.host == "127.0.0.1" && cuts.whole == 0)
        cuts.unknown += 1
      } else {
        #expect(outcome.error == nil, "cut after \(count) bytes")
        #expect(outcome.submissions == 1, "cut after \(count) bytes")
        cuts.whole += 1
      }
    }
    await transport.shutdown()
    #expect(cameThrough && cuts.unknown > 200)
  }

  @Test func `a generation is submitted once, wherever its connection breaks`() async throws {
    try await Self.cutEverywhere { client in
      let acceptance = try await client.submit(["prompt": "x"], to: Fixtures.endpoint())
      _ = try await Fixtures.states(client.updates(of: acceptance, logs: true))
      return try await client.result(of: acceptance).output
    }
  }

  @Test func `a synchronous run is sent once, wherever its connection breaks`() async throws {
    try await Self.cutEverywhere { try await $0.run(["prompt": "x"], on: Fixtures.endpoint()).output }
  }
}
