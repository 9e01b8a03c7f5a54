import FalClient
import FalProtocol
import JSON
import Testing

@Suite struct KeyTests {
  @Test func `the answer leads to no strangers`() async throws {
    let transport = ScriptedTransport([
      .json([
        "request_id": "r", "status_url": "https://evil.example/s", "response_url": "https://evil.example/r",
        "cancel_url": "http://queue.fal.run/c",
      ]), .json(["status": "IN_PROGRESS"]), .json([:]), .json(["status": "OK"]),
    ])
    let client = try transport.client()
    let acceptance = try await client.submit([:], to: Fixtures.endpoint())
    _ = try await client.status(of: acceptance, logs: false)
    _ = try await client.result(of: acceptance)
    _ = try await client.cancel(acceptance)
    #expect(
      transport.lines.dropFirst() == [
        "GET https://queue.fal.run/fal-ai/flux/requests/r/status", "GET https://queue.fal.run/fal-ai/flux/requests/r",
        "PUT https://queue.fal.run/fal-ai/flux/requests/r/cancel",
      ])
    #expect(transport.sent.allSatisfy { $0.authorization == "Key id:secret" })
  }

  private static func moved(_ location: String, _ status: Int = 302) -> ScriptedTransport.Step {
    .answer(WireResponse(status: status, headers: ["Location": location]))
  }

  @Test func `a redirected GET leaves the key behind`() async throws {
    let transport = ScriptedTransport([
      Self.moved("/elsewhere"), Self.moved("https://files.example/x"), .json(["seed": 1]),
    ])
    _ = try await transport.client().result(of: Fixtures.acceptance())
    #expect(transport.lines.dropFirst() == ["GET https://queue.fal.run/elsewhere", "GET https://files.example/x"])
    #expect(transport.sent.map(\.authorization) == ["Key id:secret", "Key id:secret", nil])
  }

  @Test(arguments: [301, 302, 307, 308])
  func `a redirected POST stays a POST`(status: Int) async throws {
    let transport = ScriptedTransport([Self.moved("https://fal.run/other", status), Fixtures.accepted])
    _ = try await transport.client().submit(["a": 1], to: Fixtures.endpoint())
    #expect(transport.lines.last == "POST https://fal.run/other")
    #expect(transport.sent.last?.body == Array(#"{"a":1}"#.utf8))
  }

  @Test(arguments: ["https://evil.example/x", "http://queue.fal.run/x", "ftp://a/b"])
  func `an input is not carried to strangers`(location: String) async throws {
    let transport = ScriptedTransport([Self.moved(location), Fixtures.accepted])
    await #expect(throws: FalError.protocolViolation(.redirect(to: location))) {
      try await transport.client().submit([:], to: Fixtures.endpoint())
    }
    #expect(transport.sent.count == 1)
  }

  @Test func `a circle of redirects ends`() async throws {
    let transport = ScriptedTransport { _, _ in Self.moved("/again") }
    await #expect(throws: FalError.protocolViolation(.redirect(to: "https://queue.fal.run/again"))) {
      try await transport.client().result(of: Fixtures.acceptance())
    }
    #expect(transport.sent.count == 6)
  }
}

@Suite struct CatalogueTests {
  @Test func `models and documents are read, with or without a key`() async throws {
    let transport = ScriptedTransport([
      .json(ModelPage(entries: [ModelEntry(id: try Fixtures.endpoint())], nextCursor: "c").json),
      .json(["paths": [:]]), .answer(WireResponse(status: 404, body: Array("null".utf8))),
      .json(["error": ["type": "not_found"]], status: 404),
    ])
    let client = try transport.client(key: nil)
    let page = try await client.models(ModelQuery(text: "flux", limit: 5))
    #expect(page.nextCursor == "c")
    #expect(try await client.document(of: Fixtures.endpoint()) == ["paths": [:]])
    let error = await #expect(throws: FalError.self) { try await client.document(of: Fixtures.endpoint()) }
    guard case .platform(let refusal) = error else { return #expect(Bool(false)) }
    #expect(refusal.kind == .notFound)
    #expect(
      transport.lines == [
        "GET https://api.fal.ai/v1/models?q=flux&limit=5",
        "GET https://fal.ai/api/openapi/queue/openapi.json?endpoint_id=fal-ai%2Fflux%2Fdev",
        "GET https://fal.ai/api/openapi/queue/openapi.json?endpoint_id=fal-ai%2Fflux%2Fdev",
        "GET https://api.fal.ai/v1/models?endpoint_id=fal-ai%2Fflux%2Fdev&expand=openapi-3.0",
      ])
    #expect(transport.sent.allSatisfy { $0.authorization == nil })
  }

  @Test(arguments: [
    ScriptedTransport.Step.answer(WireResponse(status: 404, body: Array("null".utf8))), .fault(.dns),
    .json(["detail": "boom"], status: 500), .answer(WireResponse(status: 200, body: Array("<html>".utf8))),
  ])
  func `a document that the site does not give is taken from the list`(site: ScriptedTransport.Step) async throws {
    var entry = ModelEntry(id: try Fixtures.endpoint())
    entry.document = ["paths": ["/x": [:]]]
    let page = ModelPage(entries: [entry]).json
    let transport = ScriptedTransport { sent, _ in sent.request.url.host == "fal.ai" ? site : .json(page) }
    #expect(try await transport.client().document(of: Fixtures.endpoint()) == entry.document)
    #expect(transport.sent.last?.request.url.host == "api.fal.ai")
  }

  @Test func `an expansion that failed is no document`() async throws {
    let failed: JSON = [
      "models": [["endpoint_id": "fal-ai/flux/dev", "openapi": ["error": ["code": "expansion_failed"]]]]
    ]
    let transport = ScriptedTransport { sent, _ in
      sent.request.url.host == "fal.ai" ? .answer(WireResponse(status: 404, body: Array("null".utf8))) : .json(failed)
    }
    await #expect(throws: FalError.self) { try await transport.client().document(of: Fixtures.endpoint()) }
  }

  @Test func `every page of a list is read, and a cursor that comes again ends it`() async throws {
    let cursors = [nil, "b", "c", "b"]
    let transport = ScriptedTransport { sent, number in
      guard number < cursors.count else { return .json(["models": [["endpoint_id": "a/last"]], "next_cursor": "b"]) }
      let cursor = sent.request.url.queryItems["cursor"]
      guard cursor == cursors[number - 1] else { return .json(["error": "wrong cursor"], status: 400) }
      return .json([
        "models": [["endpoint_id": .string("a/m\(number)")]], "next_cursor": .string(cursors[number] ?? ""),
        "has_more": true,
      ])
    }
    let entries = try await transport.client().allModels(ModelQuery(limit: 1))
    #expect(entries.map(\.id.alias) == ["m1", "m2", "m3"])
  }

  @Test func `an unknown model does not hide the others' prices`() async throws {
    let transport = ScriptedTransport { sent, _ in
      let ids = sent.request.url.queryItems.all("endpoint_id")
      guard !ids.contains("a/unknown") else { return .json(["error": ["type": "not_found"]], status: 404) }
      return .json([
        "prices": .array(ids.map { ["endpoint_id": .string($0), "unit_price": 0.5, "unit": "images"] })
      ])
    }
    var ids = try (0..<60).map { try EndpointID("a/m\($0)") }
    ids.insert(try EndpointID("a/unknown"), at: 7)
    let prices = try await transport.client().prices(of: ids)
    #expect(prices.map(\.id) == ids.filter { $0.alias != "unknown" })
    #expect(transport.sent.allSatisfy { $0.request.url.queryItems.all("endpoint_id").count <= 50 })
    #expect(transport.sent.allSatisfy { $0.authorization != nil })
  }
}
