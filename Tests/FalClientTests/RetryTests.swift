import FalClient
import FalProtocol
import FoundationEssentials
import JSON
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct RetryTests {
  /// What a client tells of its repetitions.
  private final class Notices: Sendable {
    let all = Mutex<[RetryNotice]>([])
    @Sendable func take(_ notice: RetryNotice) { all.withLock { $0.append(notice) } }
    var list: [RetryNotice] { all.withLock { $0 } }
  }

  private static let slowDown = ScriptedTransport.Step.json(
    ["detail": "slow down"], status: 429, headers: ["Retry-After": "2"])

  @Test func `every repetition is told, with what the platform asks for`() async throws {
    let transport = ScriptedTransport([Self.slowDown, .fault(.refused), .fault(.refused), Fixtures.accepted])
    let notices = Notices()
    let client = try transport.client().reporting(notices.take)
    _ = try await client.submit([:], to: Fixtures.endpoint())
    #expect(
      notices.list.map(\.next) == [
        .attempt(number: 2, of: 5, after: .seconds(2.25)), .host("queue.falrun.com"),
        .attempt(number: 3, of: 5, after: .seconds(1)),
      ])
    #expect(notices.list.last?.error == .transport(TransportFault(.refused, host: "queue.fal.run")))
  }

  @Test func `a storm of refusals ends`() async throws {
    let transport = ScriptedTransport { _, _ in Self.slowDown }
    await #expect(throws: FalError.self) { try await transport.client().submit([:], to: Fixtures.endpoint()) }
    #expect(transport.sent.count == 5)
  }

  @Test func `nothing is submitted again after the caller's deadline`() async throws {
    let transport = ScriptedTransport { _, _ in Self.slowDown }
    await #expect(throws: FalError.self) {
      try await transport.client().submit([:], to: Fixtures.endpoint(), within: .seconds(5))
    }
    #expect(transport.sent.count == 3)
    await #expect(throws: FalError.self) {
      try await transport.client().submit([:], to: Fixtures.endpoint(), within: .seconds(-1))
    }
    #expect(transport.sent.count == 4)
  }

  @Test(arguments: [TransportFault.Kind.dns, .refused, .unreachable, .connectTimedOut])
  func `a host that cannot be connected to has a second name`(kind: TransportFault.Kind) async throws {
    let transport = ScriptedTransport([.fault(kind), Fixtures.accepted])
    _ = try await transport.client().submit([:], to: Fixtures.endpoint())
    #expect(
      transport.lines == ["POST \(Fixtures.queue)/dev", "POST https://queue.falrun.com/fal-ai/flux/dev"])
    #expect(transport.sent.allSatisfy { $0.authorization == "Key id:secret" })
  }

  @Test(arguments: [TransportFault.Kind.reset, .timedOut, .certificate, .tls])
  func `any other fault says nothing of the host's name`(kind: TransportFault.Kind) async throws {
    let transport = ScriptedTransport { _, _ in .fault(kind) }
    await #expect(throws: FalError.self) { try await transport.client().submit([:], to: Fixtures.endpoint()) }
    #expect(transport.sent.allSatisfy { $0.request.url.host == "queue.fal.run" })
  }

  @Test func `where both names fail, the first fault is told`() async throws {
    let transport = ScriptedTransport { sent, _ in
      .fault(sent.request.url.host == "fal.run" ? .unreachable : .dns)
    }
    await #expect(throws: FalError.transport(TransportFault(.unreachable, host: "fal.run"))) {
      try await transport.client().run([:], on: Fixtures.endpoint())
    }
    #expect(transport.sent.count == 10)
  }

  @Test func `what the second name took is not sent again`() async throws {
    let transport = ScriptedTransport([.fault(.refused), .fault(.reset), Fixtures.accepted])
    await #expect(throws: FalError.unknownSubmit(TransportFault(.reset, host: "queue.falrun.com"))) {
      try await transport.client().submit([:], to: Fixtures.endpoint())
    }
    #expect(transport.sent.count == 2)
  }

  @Test(arguments: ["https://rest.fal.ai/x", "https://run.example/x", "http://fal.run/x", "https://fal.run:444/x"])
  func `no other host has a second name`(text: String) throws {
    let url = try #require(WireURL(text))
    #expect(try Origins.fal(environment: [:]).backup(of: url) == nil)
  }

  @Test func `an upload token that ends on the way is renewed once`() async throws {
    let count = Mutex(0)
    let transport = ScriptedTransport { sent, _ in
      if sent.request.url.host == "rest.fal.ai" {
        let number = count.withLock {
          $0 += 1
          return $0
        }
        return .json(["token": .string("t\(number)"), "base_url": "https://v3b.fal.media"])
      }
      return sent.authorization == "Bearer t1" ? .json(["error": "expired"], status: 401) : UploadTests.stored
    }
    _ = try await transport.client().upload(.bytes([1]), name: "a", contentType: "b/c")
    #expect(transport.sent.map(\.authorization) == ["Key id:secret", "Bearer t1", "Key id:secret", "Bearer t2"])
    let refusing = ScriptedTransport { sent, _ in
      sent.request.url.host == "rest.fal.ai" ? .json(UploadTests.token) : .json(["error": "no"], status: 403)
    }
    await #expect(throws: FalError.self) {
      try await refusing.client().upload(.bytes([1]), name: "a", contentType: "b/c")
    }
    #expect(refusing.sent.count == 4)
  }
}

@Suite(.timeLimit(.minutes(5))) struct CertificateTests {
  private static func client(_ server: SecureServer, _ environment: [String: String]) throws -> FalClient {
    let origin = try #require(WireURL("https://localhost:\(server.port)"))
    return FalClient(
      origins: .single(origin), credentials: Credentials(key: "a:b"),
      transport: AsyncHTTPTransport(environment: environment), clock: ScriptedClock(), random: { 0 }, userAgent: "t")
  }

  @Test func `a certificate that is refused is refused once`() async throws {
    let server = try await SecureServer.start()
    let client = try Self.client(server, [:])
    let refused = FalError.transport(TransportFault(.certificate, host: "localhost"))
    await #expect(throws: refused) { try await client.models(ModelQuery()) }
    #expect(server.connections == 1)
    await #expect(throws: refused) { try await client.submit([:], to: Fixtures.endpoint()) }
    #expect(server.connections == 2)
    await client.shutdown()
    await server.stop()
  }

  /// A client that trusts the server's certificate.
  private static func withTrustingClient(
    of server: SecureServer, _ body: (FalClient) async throws -> Void
  ) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "falsh-\(UUID().uuidString).pem").path
    #expect(FileManager.default.createFile(atPath: path, contents: .init(SecureServer.certificate.utf8)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let client = try Self.client(server, ["SSL_CERT_FILE": path])
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(client)) } catch { outcome = .failure(error) }
    await client.shutdown()
    await server.stop()
    try outcome.get()
  }

  @Test func `a certificate that the caller vouches for is taken`() async throws {
    try await Self.withTrustingClient(of: SecureServer.start()) { client in
      let document = try await client.document(of: Fixtures.endpoint())
      #expect(document == [:])
    }
  }

  @Test func `a secure connection that breaks in the answer had carried the request`() async throws {
    let server = try await SecureServer.start(spoilsAnswers: true)
    try await Self.withTrustingClient(of: server) { client in
      let error = FalError.unknownSubmit(TransportFault(.reset, host: "localhost"))
      await #expect(throws: error) { try await client.submit([:], to: Fixtures.endpoint()) }
      #expect(server.connections == 1)
    }
  }
}
