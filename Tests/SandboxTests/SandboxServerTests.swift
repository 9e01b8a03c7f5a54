import FalProtocol
import JSON
import Sandbox
import SandboxTesting
import Synchronization
import Testing

@Suite struct SandboxServerTests {
  private let input = #"{"prompt":"a fox","image_size":{"width":64,"height":48}}"#

  private func withServer(
    _ configuration: SandboxConfiguration = SandboxConfiguration(clock: .machine, pace: 0),
    _ body: (SandboxServer, RawClient) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(configuration)
    try await body(server, RawClient(origin: server.origin))
    await server.stop()
  }

  @Test func `a whole round over a real connection`() async throws {
    try await withServer { server, client in
      let accepted = await client.send("POST", "/queue/fal-ai/z-image/turbo", body: input)
      #expect(accepted.status == 200)
      #expect(!accepted.text.contains(": "), "the seed scripts read compact JSON only")
      let json = try JSON(parsing: accepted.text)
      let path = try #require(json["response_url"]?.string?.dropFirst(server.origin.count))
      let result = await client.send("GET", String(path))
      #expect(result.status == 200)
      #expect(result.head.contains { $0.hasPrefix("x-fal-request-id: ") })
      let url = try #require(try JSON(parsing: result.text)["images"]?[0]?["url"]?.string)
      let file = await client.send("GET", String(url.dropFirst(server.origin.count)))
      #expect(file.head.contains("content-type: image/png"))
      #expect(file.head.contains("content-length: \(file.body.count)"))
      #expect(server.requestCount == 3)
    }
  }

  @Test func `a head request tells the length and sends nothing`() async throws {
    try await withServer { server, client in
      let upload = await client.send("POST", "/cdn/files/upload", body: "0123456789")
      let url = try #require(try JSON(parsing: upload.text)["access_url"]?.string)
      let head = await client.send("HEAD", String(url.dropFirst(server.origin.count)))
      #expect(head.status == 200)
      #expect(head.head.contains("content-length: 10"))
      #expect(head.body.isEmpty)
    }
  }

  @Test func `a status stream arrives as events`() async throws {
    let configuration = SandboxConfiguration(clock: VirtualClock().clock)
    try await withServer(configuration) { server, client in
      let accepted = await client.send("POST", "/queue/fal-ai/z-image/turbo", body: input)
      let url = try #require(try JSON(parsing: accepted.text)["status_url"]?.string)
      let stream = await client.send("GET", url.dropFirst(server.origin.count) + "/stream?logs=1")
      #expect(stream.head.contains("content-type: text/event-stream"))
      #expect(stream.text.contains(#"data: {"status":"IN_QUEUE""#))
      #expect(stream.text.contains(#"data: {"status":"COMPLETED""#))
    }
  }

  @Test func `a fault closes the connection without a word`() async throws {
    let faults = [Fault(.dropBeforeAnswer, on: .models), Fault(.cutStream(afterEvents: 1), on: .stream)]
    try await withServer(SandboxConfiguration(clock: .machine, pace: 0, faults: faults)) { _, client in
      #expect(await client.send("GET", "/api/v1/models").status == 0)
      let ask = #"{"prompt":"five one-line prompts about foxes","model":"x"}"#
      let stream = await client.send("POST", "/run/openrouter/router/stream", body: ask)
      #expect(stream.status == 200)
      #expect(stream.text.contains("data: "))
      #expect(!stream.text.contains(#""partial":false"#))
    }
  }

  @Test func `every answer is told to the log`() async throws {
    let lines = Lines()
    var configuration = SandboxConfiguration(clock: .machine, pace: 0)
    configuration.requestLog = { lines.add("\($0) \($1) \($2)") }
    try await withServer(configuration) { _, client in
      _ = await client.send("GET", "/api/v1/models?q=x")
      _ = await client.send("PATCH", "/nowhere")
    }
    #expect(lines.all == ["GET /api/v1/models?q=x 200", "PATCH /nowhere 404"])
  }

  @Test func `a body beyond the limit is refused`() async throws {
    var configuration = SandboxConfiguration(clock: .machine, pace: 0)
    configuration.bodyLimit = 100
    try await withServer(configuration) { _, client in
      let long = String(repeating: "x", count: 200)
      #expect(await client.send("POST", "/cdn/files/upload", body: long).status == 413)
    }
  }

  @Test func `a port in use is an error`() async throws {
    try await withServer { server, _ in
      var configuration = SandboxConfiguration(clock: .machine, pace: 0)
      configuration.port = Int(RawClient(origin: server.origin).port)
      await #expect(throws: SandboxError.portUnavailable(configuration.port)) {
        try await SandboxServer.start(configuration)
      }
    }
  }

  @Test func `stopping ends even a call that is never answered`() async throws {
    let server = try await SandboxServer.start(
      SandboxConfiguration(clock: .machine, pace: 0, faults: [Fault(.stall, on: .models)]))
    let client = RawClient(origin: server.origin)
    async let stalled = client.send("GET", "/api/v1/models")
    while server.requestCount == 0 { await Task.yield() }
    await server.stop()
    #expect(await stalled.status == 0)
    await server.waitUntilStopped()
    #expect(await client.send("GET", "/api/v1/models").status == 0)
  }

  @Test func `a thousand connections at once are all served`() async throws {
    try await withServer { server, client in
      let answers = await client.sendMany(1000, "POST", "/queue/fal-ai/z-image/turbo", body: input)
      #expect(answers.filter { $0.status == 200 }.count == 1000)
      #expect(server.requestCount == 1000)
    }
  }
}

private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
