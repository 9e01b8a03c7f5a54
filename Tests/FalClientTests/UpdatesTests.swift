import FalClient
import FalProtocol
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct UpdatesTests {
  @Test(arguments: [
    ScriptedTransport.Step.fault(.reset), .fault(.tls), .json(["detail": "x"], status: 503), .json([:]),
    .json(["status": "NOT_FOUND"], status: 404), .events([]), .events(["data: nonsense\n\n"]),
    .events([": ping\n\n"], end: .reset),
  ])
  func `where the stream fails, polls take over`(stream: ScriptedTransport.Step) async throws {
    let transport = ScriptedTransport([
      stream, try Fixtures.status(.inQueue(position: 1)), try Fixtures.status(.inProgress),
      try Fixtures.status(.completed(nil)),
    ])
    let states = try await Fixtures.states(transport.client().updates(of: Fixtures.acceptance(), logs: false))
    #expect(states == [.inQueue(position: 1), .inProgress, .completed(nil)])
    #expect(transport.lines.dropFirst().allSatisfy { $0 == "GET \(Fixtures.queue)/requests/r-1/status" })
    #expect(transport.sent.count == 4)
  }

  @Test func `streams leave a connection to what is short`() async throws {
    let event = try Fixtures.event(.completed(nil))
    let status = try Fixtures.status(.completed(nil))
    let transport = ScriptedTransport(connectionsPerHost: 2) { _, number in
      number == 1 ? .events([event]) : number == 2 ? .silence([]) : status
    }
    let (client, acceptance) = (try transport.client(), try Fixtures.acceptance())
    #expect(client.streamsAtOnce == 1)
    // The place of a stream that has ended is free again.
    #expect(try await Fixtures.states(client.updates(of: acceptance, logs: false)) == [.completed(nil)])
    let streaming = Task { try await Fixtures.states(client.updates(of: acceptance, logs: false)) }
    while transport.sent.count < 2 { await Task.yield() }
    #expect(try await Fixtures.states(client.updates(of: acceptance, logs: false)) == [.completed(nil)])
    let path = "GET \(Fixtures.queue)/requests/r-1/status"
    #expect(transport.lines == [path + "/stream", path + "/stream", path])
    streaming.cancel()
  }

  @Test func `a stream that does not end is left soon after the end was told`() async throws {
    let transport = ScriptedTransport([
      .silence([try Fixtures.event(.inProgress), try Fixtures.event(.completed(nil)), try Fixtures.event(.inProgress)])
    ])
    let states = try await Fixtures.states(transport.client().updates(of: Fixtures.acceptance(), logs: false))
    #expect(states == [.inProgress, .completed(nil)])
    #expect(transport.sent.count == 1)
  }

  @Test(arguments: ["\n", "\r\n", "\n: ping\n"])
  func `an event counts when it is whole, without a blank line behind it`(end: String) async throws {
    let states = [RequestStatus.State.inQueue(position: 3), .inProgress, .completed(nil)]
    let acceptance = try Fixtures.acceptance()
    let events = states.map { "data: " + RequestStatus(requestID: "r-1", state: $0).json(for: acceptance).text }
    // The server says nothing more, and does not end the stream either.
    let transport = ScriptedTransport([.silence([events[0] + end, events[1] + end + events[2], end])])
    #expect(try await Fixtures.states(transport.client().updates(of: acceptance, logs: false)) == states)
    #expect(transport.sent.count == 1)
  }

  @Test func `a stream that goes silent is given up`() async throws {
    var limits = TimeLimits()
    limits.stream = .seconds(1)
    let transport = ScriptedTransport([
      .silence([try Fixtures.event(.inProgress)]), try Fixtures.status(.completed(nil)),
    ])
    let states = try await Fixtures.states(
      transport.client(limits: limits).updates(of: Fixtures.acceptance(), logs: false))
    #expect(states.last == .completed(nil))
    #expect(transport.sent.count == 2)
  }

  @Test func `a stream of comments alone is given up`() async throws {
    var limits = TimeLimits()
    limits.event = .seconds(1)
    let transport = ScriptedTransport([
      .silence([try Fixtures.event(.inProgress), ": ping\n\n"]), try Fixtures.status(.completed(nil)),
    ])
    let states = try await Fixtures.states(
      transport.client(limits: limits).updates(of: Fixtures.acceptance(), logs: false))
    #expect(states.last == .completed(nil) && transport.sent.count == 2)
  }

  @Test func `failed polls are no failed job`() async throws {
    let transport = ScriptedTransport([
      .json(["status": "NOT_FOUND"], status: 404), .fault(.reset), .answer(PlatformError.ingress(502).response),
      .json(["detail": "x"], status: 500), .json("nonsense"), try Fixtures.status(.unknown("PAUSED")),
      try Fixtures.status(.completed(.init(message: "gone", type: "runner_disconnected"))),
    ])
    let updates = try transport.client().updates(of: Fixtures.acceptance(), logs: false, pollInterval: .seconds(1))
    let states = try await Fixtures.states(updates)
    #expect(states == [.unknown("PAUSED"), .completed(.init(message: "gone", type: "runner_disconnected"))])
    #expect(transport.sent.count == 7)
  }

  @Test func `a refusal ends the updates`() async throws {
    let transport = ScriptedTransport { _, _ in .json(["detail": "no"], status: 401) }
    let updates = try transport.client().updates(of: Fixtures.acceptance(), logs: false)
    await #expect(throws: FalError.statusRefused(PlatformError(status: 401, message: "no"))) {
      try await Fixtures.states(updates)
    }
    #expect(transport.sent.count == 2)
  }

  @Test func `a network that stays away ends them in time`() async throws {
    let transport = ScriptedTransport { _, _ in .fault(.unreachable) }
    let updates = try transport.client().updates(of: Fixtures.acceptance(), logs: false)
    await #expect(throws: FalError.transport(TransportFault(.unreachable, host: "queue.fal.run"))) {
      try await Fixtures.states(updates)
    }
    // Each time by both names of the host.
    #expect((60...120).contains(transport.sent.count))
  }

  @Test func `each log line comes once`() async throws {
    func line(_ text: String) -> LogLine { LogLine(timestamp: "t-\(text)", message: text) }
    let transport = ScriptedTransport([
      .events([try Fixtures.event(.inProgress, logs: [line("a")])], end: .reset),
      try Fixtures.status(.inProgress, logs: [line("a"), line("b")]),
      try Fixtures.status(.completed(nil), logs: [line("b"), line("c")]),
    ])
    var messages: [[String]] = []
    for try await status in try transport.client().updates(of: Fixtures.acceptance(), logs: true) {
      messages.append(status.logs?.map(\.message) ?? [])
    }
    #expect(messages == [["a"], ["b"], ["c"]])
    #expect(transport.lines.allSatisfy { $0.hasSuffix("?logs=1") })
  }

  @Test func `who stops listening stops the waiting`() async throws {
    let transport = ScriptedTransport([.silence([try Fixtures.event(.inProgress)])])
    let updates = try transport.client().updates(of: Fixtures.acceptance(), logs: false)
    let task = Task { try await Fixtures.states(updates) }
    while transport.sent.isEmpty { await Task.yield() }
    task.cancel()
    _ = try? await task.value
    #expect(transport.sent.count == 1)
  }
}
