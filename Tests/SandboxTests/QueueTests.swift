import FalProtocol
import JSON
import Testing

@testable import Sandbox

@Suite struct QueueTests {
  private let klein = "fal-ai/flux-2/klein/9b"
  private let small: JSON = ["prompt": "a fox", "image_size": ["width": 64, "height": 48]]

  private func status(
    _ site: SiteUnderTest, _ acceptance: Acceptance, logs: Bool = false
  ) async throws -> WireResponse {
    await site.send(.status(try EndpointID(klein).app, requestID: acceptance.requestID, logs: logs))
  }

  @Test func `a submit is answered with three URLs of the short form`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let acceptance = try await site.submit(klein, small)
    let base = "http://127.0.0.1:8000/queue/fal-ai/flux-2/requests/\(acceptance.requestID)"
    #expect(acceptance.responseURL.description == base)
    #expect(acceptance.statusURL.description == base + "/status")
    #expect(acceptance.cancelURL.description == base + "/cancel")
    #expect(acceptance.queuePosition == 1)
    #expect(acceptance.requestID.utf8.count == 36)
  }

  @Test func `the status goes through the phases, 202 before and 200 after`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let acceptance = try await site.submit(klein, small)
    var seen: [String] = []
    for _ in 0..<12 {
      let response = try await status(site, acceptance)
      let json = try response.json()
      let word = try #require(json["status"]?.string)
      #expect(response.status == (word == "COMPLETED" ? 200 : 202))
      #expect(json["logs"] == .null)
      seen.append(word + (json["queue_position"].map { " \($0.text)" } ?? ""))
      site.time.advance(by: .milliseconds(100))
    }
    let phases = seen.indices.filter { $0 == 0 || seen[$0] != seen[$0 - 1] }.map { seen[$0] }
    #expect(phases == ["IN_QUEUE 1", "IN_QUEUE 0", "IN_PROGRESS", "COMPLETED"])
  }

  @Test func `logs come when they are asked for`() async throws {
    let site = try SiteUnderTest()
    let acceptance = try await site.submit(klein, small)
    let status = try RequestStatus(json: await status(site, acceptance, logs: true).json())
    #expect(status.logs?.count == 3)
    #expect(status.logs?.first?.level == "INFO")
    #expect(status.logs?.first?.timestamp == "2026-02-02T02:40:00.000000")
    #expect(status.inferenceTime == 0)
  }

  @Test func `the result of a request that runs is refused, and given when it is done`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let acceptance = try await site.submit(klein, small)
    let route = Route.result(try EndpointID(klein).app, requestID: acceptance.requestID)
    let early = await site.send(route)
    #expect(early.status == 400)
    #expect(try early.json()["detail"] == "Request is still in progress")
    site.time.advance(by: .seconds(2))
    let result = await site.send(route)
    #expect(result.status == 200)
    #expect(result.headers[HeaderName.requestID] == acceptance.requestID)
    #expect(result.headers[HeaderName.billableUnits] == "0.003072")
    #expect(await site.send(route) == result)
  }

  @Test func `a request can be cancelled once`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let acceptance = try await site.submit(klein, small)
    let app = try EndpointID(klein).app
    let cancel = Route.cancel(app, requestID: acceptance.requestID)
    #expect(CancelAnswer(await site.send(cancel)) == .requested)
    #expect(CancelAnswer(await site.send(cancel)) == .alreadyCompleted)
    let status = try RequestStatus(json: await status(site, acceptance).json())
    #expect(status.state == .completed(.init(message: "Request was cancelled", type: "client_cancelled")))
    #expect(await site.send(.result(app, requestID: acceptance.requestID)).status == 499)
    #expect(CancelAnswer(await site.send(.cancel(app, requestID: "nobody"))) == .notFound)
  }

  @Test func `a request that does not start in time is the caller's own timeout`() async throws {
    let site = try SiteUnderTest(pace: 10)
    let app = try EndpointID(klein)
    let response = await site.send(.submit(app), json: small, headers: [HeaderName.startTimeout: "1"])
    let id = try #require(try response.json()["request_id"]?.string)
    site.time.advance(by: .seconds(1))
    let result = await site.send(.result(app.app, requestID: id))
    #expect(result.status == 504)
    #expect(result.headers[HeaderName.timeoutType] == "user")
  }

  @Test func `the status stream tells every change once and ends`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let acceptance = try await site.submit(klein, small)
    let route = Route.statusStream(try EndpointID(klein).app, requestID: acceptance.requestID, logs: true)
    let events = try await site.events(route)
    let words = events.compactMap { $0["status"]?.string }
    #expect(words == ["IN_QUEUE", "IN_QUEUE", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"])
    let lines = events.flatMap { $0["logs"]?.array ?? [] }
    #expect(lines.count == 3)
    #expect(Set(lines).count == 3)
  }

  @Test func `silence in a stream is broken by comments`() async throws {
    let site = try SiteUnderTest(pace: 100)
    let acceptance = try await site.submit(klein, small)
    let route = Route.statusStream(try EndpointID(klein).app, requestID: acceptance.requestID)
    let text = String(decoding: await site.send(route).body, as: UTF8.self)
    #expect(text.contains(": ping\n\n"))
  }

  @Test func `a run waits and gives the bare output`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let response = await site.send(.run(try EndpointID(klein)), json: small)
    #expect(response.status == 200)
    #expect(try response.json()["images"]?.array?.count == 1)
    #expect(response.headers[HeaderName.requestID] != nil)
  }

  @Test func `what is not there is not found`() async throws {
    let site = try SiteUnderTest()
    #expect(await site.send(.submit(try EndpointID("nobody/nothing")), json: [:]).status == 404)
    let wrongPath = try await site.result("fal-ai/flux-2/klein/99b", small)
    #expect(wrongPath.status == 404)
    #expect(try wrongPath.json()["detail"] == "Path /klein/99b not found")
    let unknown = await site.send(.result(try EndpointID(klein).app, requestID: "nobody"))
    #expect(unknown.status == 404)
    #expect(try unknown.json()["status"] == "NOT_FOUND")
    #expect(await site.send(.get, "/nowhere").status == 404)
  }

  @Test func `a full id in a queue URL and a wrong method are refused with 405`() async throws {
    let site = try SiteUnderTest()
    let acceptance = try await site.submit(klein, small)
    #expect(await site.send(.get, "/queue/\(klein)/requests/\(acceptance.requestID)/status").status == 405)
    #expect(await site.send(.get, "/run/\(klein)").status == 405)
  }

  @Test func `a queue that is too long for the caller refuses`() async throws {
    let site = try SiteUnderTest(pace: 1)
    _ = try await site.submit(klein, small)
    let url = Route.submit(try EndpointID(klein)).url(in: site.site.origins)
    let body = Array(small.text.utf8)
    #expect(await site.send(.post, url.path + "?fal_max_queue_length=0", body: body).status == 429)
    #expect(await site.send(.post, url.path + "?fal_max_queue_length=1", body: body).status == 200)
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.003072, "0.003072"), (0.1 + 0.2, "0.3"), (0.0000123, "0.0000123"), (-1.5, "-1.5"),
    (12345678.25, "12345678.25"), (0.00000000001, "0"),
  ])
  func `amounts are written without exponents`(amount: Double, text: String) { #expect(amount.decimalText == text) }

  @Test func `names of requests are all different and always the same`() {
    let names = (1...2000).map(RequestNaming.uuid(of:))
    #expect(Set(names).count == 2000)
    #expect(names == (1...2000).map(RequestNaming.uuid(of:)))
    #expect(names == names.sorted())
  }

  @Test func `a thousand at once are all accepted, done and different`() async throws {
    let site = try SiteUnderTest()
    let (klein, input) = (try EndpointID(klein), small)
    let ids = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<1000 {
        group.addTask { try await site.send(.submit(klein), json: input).json()["request_id"]?.string }
      }
      return try await group.reduce(into: Set<String>()) { $0.formUnion([$1].compactMap { $0 }) }
    }
    #expect(ids.count == 1000)
    for id in ids.prefix(20) { #expect(await site.send(.result(klein.app, requestID: id)).status == 200) }
  }
}

extension SiteUnderTest {
  /// The data of every event of a stream.
  func events(_ route: Route, json: JSON? = nil) async throws -> [JSON] {
    var reader = ServerSentEventReader()
    return try reader.read(await send(route, json: json).body).map { try JSON(parsing: $0.data) }
  }
}
