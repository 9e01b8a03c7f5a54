import FalClient
import FalProtocol
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct RealtimeModelTests {
  private static func endpoint() throws -> EndpointID { try EndpointID("fal-ai/flux-2/klein/realtime") }

  /// What becomes of inputs that are sent one after the other.
  private static func outcomes(
    _ inputs: [JSON], over sockets: ScriptedSockets
  ) async throws -> [Result<RealtimeAnswer, FalError>] {
    try await sockets.client().realtime(on: try endpoint()).outcomes(of: inputs)
  }

  private static let url = "https://fal.run/fal-ai/flux-2/klein/realtime?fal_jwt_token="
  private static let tokens = "POST https://rest.fal.ai/tokens/"

  @Test func `inputs go over one connection, which has a token and no key`() async throws {
    let sockets = ScriptedSockets([.open([SocketEvent.result(["a": 1]), SocketEvent.result(["a": 2])])])
    let outcomes = try await Self.outcomes([["x": 1], ["x": 2]], over: sockets)
    #expect(try outcomes.map { try $0.get().output } == [["a": 1], ["a": 2]])
    #expect(try outcomes.map { try $0.get().seconds } == [0.5, 0.5])
    #expect(sockets.lines == [Self.tokens, "GET \(Self.url)token-1"])
    #expect(sockets.headers.map { $0["authorization"] } == [nil])
    #expect(sockets.inputs == [["x": 1], ["x": 2]])
  }

  @Test func `an input under which the connection breaks is not sent again`() async throws {
    let broken = TransportFault(.reset, host: "fal.run")
    let sockets = ScriptedSockets([.open([[.broken(broken)]]), .open([SocketEvent.result(["a": 2])])])
    let outcomes = try await Self.outcomes([["x": 1], ["x": 2]], over: sockets)
    #expect(outcomes[0] == .failure(.unknownSubmit(broken)))
    #expect(try outcomes[1].get().output == ["a": 2])
    #expect(sockets.inputs == [["x": 1], ["x": 2]])
    #expect(sockets.lines.count == 3)
  }

  @Test func `a connection that closed while nothing was asked is opened again`() async throws {
    let first = SocketEvent.result(["a": 1]) + [.said(.idle), .closed(code: 1000)]
    let sockets = ScriptedSockets([.open([first]), .open([SocketEvent.result(["a": 2])])])
    let outcomes = try await Self.outcomes([["x": 1], ["x": 2]], over: sockets)
    #expect(try outcomes.map { try $0.get().output } == [["a": 1], ["a": 2]])
    #expect(sockets.inputs == [["x": 1], ["x": 2]])
  }

  @Test func `a refused token is replaced`() async throws {
    let sockets = ScriptedSockets([
      .refuse(401), .open([[.said(.unauthorized), .closed(code: 1000)]]), .open([SocketEvent.result(["a": 1])]),
    ])
    let outcomes = try await Self.outcomes([["x": 1]], over: sockets)
    #expect(try outcomes[0].get().output == ["a": 1])
    #expect(sockets.lines.filter { $0 == Self.tokens }.count == 3)
  }

  @Test func `a model that has no realtime is told as the platform does`() async throws {
    let sockets = ScriptedSockets([.refuse(404)])
    let outcomes = try await Self.outcomes([["x": 1]], over: sockets)
    #expect(outcomes == [.failure(.platform(PlatformError(status: 404, message: "no")))])
    #expect(sockets.inputs == [])
  }

  @Test func `the model's failure is an error of the platform`() async throws {
    let failure = RealtimeMessage.failure(word: "INTERNAL_ERROR", reason: "out of memory")
    let sockets = ScriptedSockets([.open([[.said(failure)]])])
    let outcomes = try await Self.outcomes([["x": 1]], over: sockets)
    let error = PlatformError(status: 500, type: "internal_server_error", message: "out of memory")
    #expect(outcomes == [.failure(.platform(error))])
  }

  @Test func `an answer that cannot be read was paid for`() async throws {
    let sockets = ScriptedSockets([.open([[.message(.binary([0xC1]))]])])
    let outcomes = try await Self.outcomes([["x": 1]], over: sockets)
    #expect(outcomes == [.failure(.interrupted(TransportFault(.unreadableAnswer, host: "fal.run")))])
  }

  @Test func `what cannot be sent opens nothing`() async throws {
    let sockets = ScriptedSockets([])
    let number = try #require(JSONNumber("18446744073709551616"))
    let outcomes = try await Self.outcomes([["x": .number(number)]], over: sockets)
    #expect(outcomes == [.failure(.protocolViolation(.unsendable))])
    #expect(sockets.lines == [])
  }

  @Test func `a wait that is given up does not say that nothing was sent`() async throws {
    let sockets = ScriptedSockets([.open([])])
    let model = try sockets.client().realtime(on: try Self.endpoint())
    let task = Task { () async -> FalError? in
      do throws(FalError) {
        _ = try await model.answer(to: ["x": 1])
        return nil
      } catch {
        return error
      }
    }
    while sockets.inputs.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value == .unknownSubmit(TransportFault(.cancelled, host: "fal.run")))
  }

  @Test func `a connection that comes when nobody waits any more is closed`() async throws {
    let sockets = ScriptedSockets([.openLate])
    var limits = TimeLimits()
    limits.opening = .seconds(1)
    let model = try sockets.client(limits: limits).realtime(on: try Self.endpoint())
    await #expect(throws: FalError.transport(TransportFault(.timedOut, host: "fal.run"))) {
      _ = try await model.answer(to: ["x": 1])
    }
    #expect(sockets.closings == 1)
  }
}
