import FalClient
import FalProtocol
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct AsyncHTTPTransportTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Test: yes\r\n\r\nok"

  /// A server and a transport to it, which live while `body` runs.
  private static func serving(
    _ steps: [LoopbackServer.Step], _ body: (LoopbackServer, AsyncHTTPTransport, WireURL) async throws -> Void
  ) async throws {
    let server = try #require(LoopbackServer(steps))
    let transport = AsyncHTTPTransport(environment: ["http_proxy": "http://127.0.0.1:1"])
    let url = try #require(WireURL("http://127.0.0.1:\(server.port)/x?a=1"))
    do { try await body(server, transport, url) } catch { Issue.record(error) }
    await transport.shutdown()
    server.stop()
  }

  private static func text(_ response: StreamedResponse) async throws -> String {
    var bytes: [UInt8] = []
    for try await piece in response.body { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a connection is kept for the next request`() async throws {
    try await Self.serving([.send(Self.ok), .send(Self.ok)]) { server, transport, url in
      for _ in 0..<2 {
        let request = WireRequest(.put, url, headers: ["X-A": "b"], body: Array("hi".utf8))
        let response = try await transport.execute(request, body: nil)
        #expect(response.status == 200)
        #expect(response.headers["x-test"] == "yes")
        #expect(try await Self.text(response) == "ok")
      }
      #expect(server.connections == 1)
      #expect(server.requests.allSatisfy { $0.hasPrefix("PUT /x?a=1 HTTP/1.1\r\n") && $0.hasSuffix("\r\n\r\nhi") })
    }
  }

  @Test func `a redirect is not followed here`() async throws {
    let moved = "HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n"
    try await Self.serving([.send(moved)]) { server, transport, url in
      let response = try await transport.execute(WireRequest(.get, url), body: nil)
      #expect(response.status == 302)
      #expect(server.requests.count == 1)
    }
  }

  @Test func `a body goes out piece by piece, with its length`() async throws {
    let token = #"{"token":"t","base_url":"BASE"}"#
    let stored = #"{"access_url":"https://a/b"}"#
    func answer(_ text: String) -> String { "HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)" }
    try await Self.serving([.send(answer(stored))]) { storage, transport, url in
      let base = "http://127.0.0.1:\(storage.port)"
      let text = token.replacing("BASE", with: base)
      try await Self.serving([.send(answer(text))]) { _, _, tokenURL in
        let origin = try #require(WireURL("http://127.0.0.1:\(tokenURL.effectivePort)"))
        let client = FalClient(
          origins: .single(origin), credentials: Credentials(key: "a:b"), transport: transport,
          clock: ContinuousClock(), random: { 0 }, userAgent: "t")
        let bytes = [UInt8](repeating: UInt8(ascii: "z"), count: 200_000)
        #expect(try await client.upload(.bytes(bytes), name: "z", contentType: "a/b") == "https://a/b")
        let request = try #require(storage.requests.first)
        #expect(request.lowercased().contains("content-length: 200000\r\n"))
        #expect(request.utf8.count > 200_000)
      }
    }
  }

  @Test func `a refused connection is told at once`() async throws {
    let server = try #require(LoopbackServer([]))
    server.stop()
    let transport = AsyncHTTPTransport(environment: [:])
    let url = try #require(WireURL("http://127.0.0.1:\(server.port)/"))
    let fault = await #expect(throws: TransportFault.self) {
      try await transport.execute(WireRequest(.get, url), body: nil)
    }
    #expect(fault == TransportFault(.refused, host: "127.0.0.1"))
    #expect(fault?.isBeforeSending == true)
    await transport.shutdown()
  }

  @Test func `a name that no one has is told`() async throws {
    let transport = AsyncHTTPTransport(environment: [:])
    let url = try #require(WireURL("http://falsh-test.invalid/"))
    let fault = await #expect(throws: TransportFault.self) {
      try await transport.execute(WireRequest(.get, url), body: nil)
    }
    #expect(fault?.isBeforeSending == true)
    #expect(fault?.kind == .dns)
    await transport.shutdown()
  }

  @Test(arguments: [LoopbackServer.Step.close(), .close(after: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")])
  func `a connection that breaks is not one that was never made`(step: LoopbackServer.Step) async throws {
    try await Self.serving([step]) { _, transport, url in
      let fault = await #expect(throws: TransportFault.self) {
        try await Self.text(transport.execute(WireRequest(.post, url), body: nil))
      }
      #expect(fault == TransportFault(.reset, host: "127.0.0.1"))
    }
  }

  @Test func `cancelling ends a request at once`() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    try await Self.serving([.hold, .send(head)]) { server, transport, url in
      for count in 1...2 {
        let task = Task { try await Self.text(transport.execute(WireRequest(.get, url), body: nil)) }
        while server.requests.count < count { await Task.yield() }
        task.cancel()
        await #expect(throws: TransportFault(.cancelled, host: "127.0.0.1")) { try await task.value }
      }
    }
  }

  @Test func `a generation over a real connection makes three requests`() async throws {
    let accepted = #"{"request_id":"r-1"}"#
    let events = "data: {\"status\":\"IN_PROGRESS\"}\n\ndata: {\"status\":\"COMPLETED\"}\n\n"
    let chunked =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
      + String(events.utf8.count, radix: 16) + "\r\n\(events)\r\n0\r\n\r\n"
    try await Self.serving([
      .send("HTTP/1.1 200 OK\r\nContent-Length: \(accepted.utf8.count)\r\n\r\n\(accepted)"), .send(chunked),
      .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"seed\":7}"),
    ]) { server, transport, url in
      let origin = try #require(WireURL("http://127.0.0.1:\(url.effectivePort)"))
      let client = FalClient(
        origins: .single(origin), credentials: Credentials(key: "a:b"), transport: transport,
        clock: ContinuousClock(), random: { 0 }, userAgent: "t")
      let acceptance = try await client.submit(["prompt": "x"], to: Fixtures.endpoint())
      let states = try await Fixtures.states(client.updates(of: acceptance, logs: false))
      #expect(states == [.inProgress, .completed(nil)])
      #expect(try await client.result(of: acceptance).output == ["seed": 7])
      #expect(server.requests.count == 3)
    }
  }
}
