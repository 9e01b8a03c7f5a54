import FalClient
import FalProtocol
import JSON
import Sandbox
import SandboxTesting
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sockets over the network, to a sandbox and to servers that are none.
@Suite(.timeLimit(.minutes(5))) struct SocketTests {
  private static let input: JSON = ["prompt": "in oils", "image_url": .string(pixel)]
  private static let pixel =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC"

  /// A sandbox, a client of it, and how often connections were opened.
  private static func serving(
    _ faults: [Fault] = [], _ body: (RealtimeModel, SandboxServer, Opened) async throws -> Void
  ) async throws {
    let opened = Opened()
    var configuration = SandboxConfiguration(clock: .machine, pace: 0, faults: faults)
    configuration.key = "id:secret"
    configuration.requestLog = { _, path, status in if status == 101 { opened.add(path) } }
    let server = try await SandboxServer.start(configuration)
    let origin = try #require(WireURL(server.origin))
    let client = FalClient(
      origins: .single(origin), credentials: Credentials(key: "id:secret"),
      transport: AsyncHTTPTransport(environment: [:]), clock: ContinuousClock(), random: { 0.5 },
      userAgent: "falsh/test")
    let model = client.realtime(on: try EndpointID("fal-ai/flux-2/klein/realtime"))
    do { try await body(model, server, opened) } catch { Issue.record(error) }
    await model.close()
    await client.shutdown()
    await server.stop()
  }

  final class Opened: Sendable {
    private let all = Mutex<[String]>([])
    var paths: [String] { all.withLock { $0 } }
    func add(_ path: String) { all.withLock { $0.append(path) } }
  }

  @Test func `inputs are answered over one connection`() async throws {
    try await Self.serving { model, server, opened in
      for _ in 0..<3 {
        let answer = try await model.answer(to: Self.input)
        let content = try #require(answer.output["images"]?[0]?["content"]?.string)
        #expect(content.hasPrefix("data:image/png;base64,iVBOR"))
        #expect(answer.seconds == 0.1)
      }
      #expect(opened.paths == ["/run/fal-ai/flux-2/klein/realtime"])
      #expect(server.acceptedRequests.count == 3)
    }
  }

  @Test func `a message of megabytes goes there and back`() async throws {
    try await Self.serving { model, _, _ in
      var input = Self.input
      input.set(.string(String(repeating: "long ", count: 800_000)), at: JSONPath(key: "prompt"))
      let answer = try await model.answer(to: input)
      #expect(answer.output["seed"] != nil)
    }
  }

  @Test func `who asks nothing for a while is told goodbye`() async throws {
    var configuration = SandboxConfiguration(clock: .machine, pace: 0)
    configuration.realtimePatience = .milliseconds(20)
    let server = try await SandboxServer.start(configuration)
    let transport = AsyncHTTPTransport(environment: [:])
    let url = try #require(WireURL(server.origin + "/run/fal-ai/flux-2/klein/realtime"))
    guard case .open(let socket) = try await transport.open(WireRequest(.get, url)) else { throw SocketError() }
    guard case .message(let message) = try await socket.receive() else { throw SocketError() }
    #expect(RealtimeMessage(message) == .idle)
    #expect(try await socket.receive() == .closed(code: 1000))
    #expect(try await socket.send(.text("too late")) == false)
    await transport.shutdown()
    await server.stop()
  }

  private struct SocketError: Error {}

  @Test(arguments: [
    (Fault.Action.dropBeforeAnswer, 0), (.dropAfterAccept, 1),
  ])
  func `a connection that breaks under an input leaves it unknown`(action: Fault.Action, accepted: Int) async throws {
    try await Self.serving([Fault(action, on: .realtime)]) { model, server, _ in
      await #expect(throws: FalError.unknownSubmit(TransportFault(.reset, host: "127.0.0.1"))) {
        _ = try await model.answer(to: Self.input)
      }
      #expect(server.acceptedRequests.count == accepted)
    }
  }

  @Test func `an input that the other end has not seen is sent once more`() async throws {
    for message in [RealtimeMessage.idle, .unauthorized] {
      let fault = Fault(.say(message), on: .realtime, occurrences: 2...2)
      try await Self.serving([fault]) { model, server, opened in
        for _ in 0..<2 { _ = try await model.answer(to: Self.input) }
        #expect(server.acceptedRequests.count == 2)
        #expect(opened.paths.count == 2)
      }
    }
  }

  @Test func `half a result is no result`() async throws {
    try await Self.serving([Fault(.cutBody(afterBytes: 20), on: .realtime)]) { model, _, _ in
      await #expect(throws: FalError.interrupted(TransportFault(.unreadableAnswer, host: "127.0.0.1"))) {
        _ = try await model.answer(to: Self.input)
      }
    }
  }

  @Test func `the model's refusal is told with its reason`() async throws {
    try await Self.serving { model, _, _ in
      do throws(FalError) {
        _ = try await model.answer(to: ["prompt": "x"])
        Issue.record("an input without its picture was taken")
      } catch {
        guard case .platform(let refusal) = error else { throw error }
        #expect(refusal.type == "internal_server_error")
        #expect(!refusal.message.isEmpty)
      }
    }
  }

  // MARK: What is no such server

  private static func opening(_ steps: [LoopbackServer.Step], environment: [String: String] = [:]) async throws
    -> Result<SocketOpening, TransportFault>
  {
    let server = try #require(LoopbackServer(steps))
    defer { server.stop() }
    let transport = AsyncHTTPTransport(environment: environment)
    let url = try #require(WireURL("http://127.0.0.1:\(server.port)/run/a/b/realtime"))
    let outcome: Result<SocketOpening, TransportFault>
    do throws(TransportFault) {
      outcome = .success(try await transport.open(WireRequest(.get, url)))
    } catch {
      outcome = .failure(error)
    }
    await transport.shutdown()
    return outcome
  }

  @Test func `a refusal is read whole`() async throws {
    let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 15\r\nX-Test: yes\r\n\r\n{\"detail\":\"no\"}"
    guard case .success(.refused(let response)) = try await Self.opening([.send(answer)]) else {
      Issue.record("it was not refused")
      return
    }
    #expect(response.status == 404)
    #expect(response.headers["x-test"] == "yes")
    #expect(String(decoding: response.body, as: UTF8.self) == "{\"detail\":\"no\"}")
  }

  @Test(arguments: [
    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", "nonsense\r\n\r\n", "",
  ])
  func `an answer that is no handshake opens nothing`(answer: String) async throws {
    switch try await Self.opening([.close(after: answer)]) {
    case .success(.open): Issue.record("a socket was opened")
    case .success(.refused), .failure: break
    }
  }

  @Test func `a server that closes without an answer is one whose connection broke`() async throws {
    guard case .failure(let fault) = try await Self.opening([.close()]) else {
      Issue.record("it answered")
      return
    }
    #expect(fault == TransportFault(.reset, host: "127.0.0.1"))
  }

  @Test(arguments: [[:], ["https_proxy": "http://127.0.0.1:1"]])
  func `where nobody listens, that is said`(environment: [String: String]) async throws {
    let transport = AsyncHTTPTransport(environment: environment)
    let url = environment.isEmpty ? "http://127.0.0.1:1/run/a/b/realtime" : "https://fal.run/a/b/realtime"
    let request = WireRequest(.get, try #require(WireURL(url)))
    await #expect(throws: TransportFault(.refused, host: request.url.host)) { _ = try await transport.open(request) }
    await transport.shutdown()
  }

  @Test func `an attempt that is given up while nobody takes the connection ends at once`() async throws {
    let (listener, port) = try #require(LoopbackServer.listen(backlog: 0))
    defer { close(listener) }
    // Nobody accepts; behind the first ones the system lets every further connection wait.
    let waiting = (0..<4).compactMap { _ in LoopbackServer.beginConnecting(to: port) }
    defer { for descriptor in waiting { close(descriptor) } }
    let transport = AsyncHTTPTransport(environment: [:], connectTimeout: .seconds(3600))
    let request = WireRequest(.get, try #require(WireURL("http://127.0.0.1:\(port)/run/a/b/realtime")))
    let task = Task { try await transport.open(request) }
    for _ in 0..<100 { await Task.yield() }
    task.cancel()
    await #expect(throws: TransportFault(.cancelled, host: "127.0.0.1")) { _ = try await task.value }
    await transport.shutdown()
  }

  @Test func `an attempt that is given up ends at once`() async throws {
    let server = try #require(LoopbackServer([.hold]))
    defer { server.stop() }
    let transport = AsyncHTTPTransport(environment: [:])
    let url = try #require(WireURL("http://127.0.0.1:\(server.port)/run/a/b/realtime"))
    let task = Task { try await transport.open(WireRequest(.get, url)) }
    while server.requests.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: TransportFault(.cancelled, host: "127.0.0.1")) { _ = try await task.value }
    await transport.shutdown()
  }

  @Test func `a certificate that nobody vouches for opens nothing`() async throws {
    let server = try await SecureServer.start()
    let transport = AsyncHTTPTransport(environment: [:])
    let url = try #require(WireURL("https://127.0.0.1:\(server.port)/run/a/b/realtime"))
    await #expect(throws: TransportFault(.certificate, host: "127.0.0.1")) {
      _ = try await transport.open(WireRequest(.get, url))
    }
    await transport.shutdown()
    await server.stop()
  }

  private static let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\n"

  @Test(arguments: [
    LoopbackServer.Step.close(after: refusal + "\r\n"),
    .send(refusal + "Content-Length: 3526\r\n\r\n<html>" + String(repeating: "no ", count: 1000)),
    .send("HTTP/1.1 200 OK\r\n\r\n<html>"), .send("SSH-2.0-x\r\n\r\n"), .close(),
  ])
  func `a proxy that refuses is told as such at once`(step: LoopbackServer.Step) async throws {
    let proxy = try #require(LoopbackServer([step]))
    defer { proxy.stop() }
    let transport = AsyncHTTPTransport(environment: ["https_proxy": "http://user:word@127.0.0.1:\(proxy.port)"])
    let url = try #require(WireURL("https://fal.run/a/b/realtime"))
    await #expect(throws: TransportFault(.proxy, host: "fal.run")) {
      _ = try await transport.open(WireRequest(.get, url))
    }
    #expect(
      proxy.requests == [
        "CONNECT fal.run:443 HTTP/1.1\r\nHost: fal.run:443\r\nProxy-Authorization: Basic dXNlcjp3b3Jk\r\n\r\n"
      ])
    await transport.shutdown()
  }

  @Test func `a proxy that agrees leads on`() async throws {
    let proxy = try #require(
      LoopbackServer([
        .send("HTTP/1.1 200 Connection established\r\nVia: 1.1 squid\r\n\r\n"),
        .send("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"),
      ]))
    defer { proxy.stop() }
    let transport = AsyncHTTPTransport(environment: ["http_proxy": "127.0.0.1:\(proxy.port)"])
    let url = try #require(WireURL("http://fal.test/a/b/realtime"))
    guard case .refused(let response) = try await transport.open(WireRequest(.get, url)) else { throw SocketError() }
    #expect(response.status == 404)
    #expect(
      proxy.requests.map { $0.prefix { $0 != "\r\n" } } == [
        "CONNECT fal.test:80 HTTP/1.1", "GET /a/b/realtime HTTP/1.1",
      ])
    await transport.shutdown()
  }

  @Test func `a proxy of another kind is told as such`() async throws {
    let transport = AsyncHTTPTransport(environment: ["all_proxy": "socks5://127.0.0.1:1"])
    let url = try #require(WireURL("https://fal.run/a/b/realtime"))
    await #expect(throws: TransportFault(.socks, host: "fal.run")) {
      _ = try await transport.open(WireRequest(.get, url))
    }
    await transport.shutdown()
  }
}
