import FalClient
import FalProtocol
import JSON
import Testing

@Suite struct GenerationTests {
  @Test func `a generation makes three requests`() async throws {
    let transport = ScriptedTransport([
      .json(try Fixtures.acceptance().json),
      .events([
        try Fixtures.event(.inQueue(position: 1)), ": ping\n\n", try Fixtures.event(.inProgress),
        try Fixtures.event(.completed(nil)),
      ]),
      .json(["seed": 7], headers: [HeaderName.requestID: "r-1", HeaderName.billableUnits: "1.5"]),
    ])
    let client = try transport.client()
    var options = SubmitOptions()
    options.priority = .low
    options.webhook = "https://a.b/c"
    let acceptance = try await client.submit(["prompt": "cat"], to: Fixtures.endpoint(), options: options)
    let states = try await Fixtures.states(client.updates(of: acceptance, logs: true))
    let answer = try await client.result(of: acceptance)
    #expect(states == [.inQueue(position: 1), .inProgress, .completed(nil)])
    #expect(answer == Answer(output: ["seed": 7], requestID: "r-1", billableUnits: "1.5"))
    #expect(
      transport.lines == [
        "POST https://queue.fal.run/fal-ai/flux/dev?fal_webhook=https%3A%2F%2Fa.b%2Fc",
        "GET \(Fixtures.queue)/requests/r-1/status/stream?logs=1", "GET \(Fixtures.queue)/requests/r-1",
      ])
    let submit = try #require(transport.sent.first)
    #expect(submit.body == Array(#"{"prompt":"cat"}"#.utf8))
    #expect(submit.request.headers[HeaderName.priority] == "low")
    #expect(submit.request.headers["content-type"] == "application/json")
    #expect(transport.sent.allSatisfy { $0.authorization == "Key id:secret" })
    #expect(transport.sent.allSatisfy { $0.request.headers["user-agent"] == "falsh/test" })
  }

  @Test(arguments: [
    TransportFault.Kind.tls, .proxy,
  ])
  func `a submit that never left is sent again`(kind: TransportFault.Kind) async throws {
    let transport = ScriptedTransport([.fault(kind), Fixtures.accepted])
    #expect(try await transport.client().submit([:], to: Fixtures.endpoint()).requestID == "r-1")
    #expect(transport.sent.count == 2)
  }

  @Test(arguments: [
    ScriptedTransport.Step.answer(PlatformError.ingress(502).response), .answer(PlatformError.ingress(503).response),
    .json(["detail": "slow down"], status: 429),
  ])
  func `a submit that was surely not accepted is sent again`(step: ScriptedTransport.Step) async throws {
    let transport = ScriptedTransport([step, step, Fixtures.accepted])
    #expect(try await transport.client().submit([:], to: Fixtures.endpoint()).requestID == "r-1")
    #expect(transport.sent.count == 3)
  }

  @Test(arguments: [
    ScriptedTransport.Step.fault(.reset), .fault(.timedOut), .fault(.other("x")),
    .pieces(status: 200, [:], [#"{"request_id":"r"#], end: .reset),
    .pieces(status: 200, [:], [#"{"request_id":"r"#], end: nil), .json(["status": "IN_QUEUE"]),
    .answer(PlatformError.ingress(504).response),
  ])
  func `a submit whose answer is lost is never sent again`(step: ScriptedTransport.Step) async throws {
    let transport = ScriptedTransport([step, Fixtures.accepted])
    let error = await #expect(throws: FalError.self) {
      try await transport.client().submit([:], to: Fixtures.endpoint())
    }
    guard case .unknownSubmit(let fault) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fault.host == "queue.fal.run")
    #expect(transport.sent.count == 1)
  }

  @Test func `a run whose answer cannot be read is never made again`() async throws {
    let page = ScriptedTransport.Step.pieces(status: 200, [:], ["<html>"], end: nil)
    let transport = ScriptedTransport([page, .json(["seed": 7])])
    await #expect(throws: FalError.unknownSubmit(TransportFault(.unreadableAnswer, host: "fal.run"))) {
      try await transport.client().run([:], on: Fixtures.endpoint())
    }
    #expect(transport.sent.count == 1)
  }

  @Test func `a submit without answer times out, and nobody knows`() async throws {
    var limits = TimeLimits()
    limits.submit = .seconds(1)
    let transport = ScriptedTransport([.hang, Fixtures.accepted])
    await #expect(throws: FalError.unknownSubmit(TransportFault(.timedOut, host: "queue.fal.run"))) {
      try await transport.client(limits: limits).submit([:], to: Fixtures.endpoint())
    }
    #expect(transport.sent.count == 1)
  }

  @Test func `a submit cancelled on its way is unknown, one cancelled before is not`() async throws {
    let transport = ScriptedTransport([.hang])
    let client = try transport.client()
    let endpoint = try Fixtures.endpoint()
    let task = Task { () -> FalError? in
      do throws(FalError) { _ = try await client.submit([:], to: endpoint) } catch { return error }
      return nil
    }
    while transport.sent.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value == .unknownSubmit(TransportFault(.cancelled, host: "queue.fal.run")))
    let early = Task { () -> FalError? in
      withUnsafeCurrentTask { $0?.cancel() }
      do throws(FalError) { _ = try await client.submit([:], to: endpoint) } catch { return error }
      return nil
    }
    #expect(await early.value == .cancelled)
    #expect(transport.sent.count == 1)
  }

  @Test(arguments: [400, 401, 403, 404, 422, 500])
  func `a submit that is refused is refused`(status: Int) async throws {
    let transport = ScriptedTransport([.json(["detail": "no"], status: status)])
    await #expect(throws: FalError.platform(PlatformError(status: status, message: "no"))) {
      try await transport.client().submit([:], to: Fixtures.endpoint())
    }
    #expect(transport.sent.count == 1)
  }

  @Test func `a synchronous run is as careful`() async throws {
    let transport = ScriptedTransport([.json(["seed": 1])])
    #expect(try await transport.client().run(["a": 1], on: Fixtures.endpoint()).output == ["seed": 1])
    #expect(transport.lines == ["POST https://fal.run/fal-ai/flux/dev"])
    let broken = ScriptedTransport([.fault(.reset), .json([:])])
    await #expect(throws: FalError.unknownSubmit(TransportFault(.reset, host: "fal.run"))) {
      try await broken.client().run([:], on: Fixtures.endpoint())
    }
  }

  @Test func `without a key nothing is sent`() async throws {
    let transport = ScriptedTransport([])
    let client = try transport.client(key: nil)
    await #expect(throws: FalError.noKey) { try await client.submit([:], to: Fixtures.endpoint()) }
    await #expect(throws: FalError.noKey) { try await client.run([:], on: Fixtures.endpoint()) }
    await #expect(throws: FalError.noKey) { try await client.prices(of: [Fixtures.endpoint()]) }
    await #expect(throws: FalError.noKey) { try await client.upload(.bytes([1]), name: "a", contentType: "b/c") }
    #expect(transport.sent.isEmpty)
  }

  @Test func `a result is read again until it is there`() async throws {
    let transport = ScriptedTransport([
      .json(["detail": "Request is still in progress"], status: 400), .fault(.reset),
      .answer(PlatformError.ingress(504).response), .json(["seed": 1]),
    ])
    let answer = try await transport.client().result(of: Fixtures.acceptance())
    #expect(answer == Answer(output: ["seed": 1], requestID: "r-1"))
    #expect(transport.sent.count == 4)
  }

  @Test func `a model's error stands in the result`() async throws {
    let error = PlatformError(details: [.init(message: "m", type: "content_policy_violation")], requestID: "r-1")
    let transport = ScriptedTransport([.answer(error.response)])
    await #expect(throws: FalError.platform(error)) { try await transport.client().result(of: Fixtures.acceptance()) }
  }

  @Test func `a page that comes late may be of one that had the request`() async throws {
    let clock = ScriptedClock()
    for (delay, isUnknown) in [(Duration.milliseconds(10), false), (.seconds(4), true)] {
      let transport = ScriptedTransport { _, number in
        guard number == 1 else { return Fixtures.accepted }
        clock.advance(to: .init(offset: clock.now.offset + delay))
        return .answer(PlatformError.ingress(502).response)
      }
      let client = try transport.client(clock: clock)
      let fault = TransportFault(.other("it answered with 502"), host: "queue.fal.run")
      do {
        _ = try await client.submit([:], to: Fixtures.endpoint())
        #expect(!isUnknown && transport.sent.count == 2)
      } catch FalError.unknownSubmit(fault) {
        #expect(isUnknown && transport.sent.count == 1)
      }
    }
  }

  @Test func `who wants to be refused where others wait is`() async throws {
    let transport = ScriptedTransport { _, _ in .json(["detail": "full"], status: 429) }
    var options = SubmitOptions()
    options.maximumQueueLength = 3
    await #expect(throws: FalError.platform(PlatformError(status: 429, message: "full"))) {
      try await transport.client().submit([:], to: Fixtures.endpoint(), options: options)
    }
    #expect(transport.sent.count == 1)
  }

  @Test func `a result that breaks the rules of JSON is read as it is meant`() async throws {
    let body = Array(#"{"output":"x","score":NaN}"#.utf8)
    let transport = ScriptedTransport { _, _ in .answer(WireResponse(status: 200, body: body)) }
    let answer = try await transport.client().result(of: Fixtures.acceptance())
    #expect(answer.output == ["output": "x", "score": .null])
  }

  @Test func `a cancel whose answer was lost may have been the one that ended it`() async throws {
    let transport = ScriptedTransport([
      .answer(PlatformError.ingress(502).response), .answer(CancelAnswer.alreadyCompleted.response),
    ])
    #expect(try await transport.client().cancel(Fixtures.acceptance()) == .requested)
  }

  @Test(arguments: [CancelAnswer.removed, .requested, .alreadyCompleted, .notFound, .refused])
  func `a cancel is answered`(answer: CancelAnswer) async throws {
    let transport = ScriptedTransport([.answer(answer.response)])
    #expect(try await transport.client().cancel(Fixtures.acceptance()) == answer)
    #expect(transport.lines == ["PUT \(Fixtures.queue)/requests/r-1/cancel"])
  }
}
