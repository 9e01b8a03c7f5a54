import FalProtocol
import JSON
import Testing

@testable import Sandbox

@Suite struct KeyAndFaultTests {
  private let turbo = "fal-ai/z-image/turbo"
  private let input: JSON = ["prompt": "x", "image_size": ["width": 64, "height": 64]]

  @Test func `with a key set, others get 401 where the platform wants a key`() async throws {
    let site = try SiteUnderTest(key: "id:secret")
    let id = try EndpointID(turbo)
    for route in [
      Route.submit(id), .run(id), .cdnToken, .upload, .pricing([id]), .usage(UsageQuery()),
      .history(HistoryQuery(endpoints: [id])),
    ] {
      #expect(await site.send(route, json: input).status == 401)
      #expect(await site.send(route, json: input, headers: ["Authorization": "Key other"]).status == 401)
      #expect(await site.send(route, json: input, headers: ["Authorization": "Key id:secret"]).status == 200)
    }
    for route in [Route.models(ModelQuery()), .openAPI(id)] { #expect(await site.send(route).status == 200) }
  }

  @Test func `an upload takes the token that was handed out`() async throws {
    let site = try SiteUnderTest(key: "id:secret")
    let answer = await site.send(.cdnToken, json: [:], headers: ["Authorization": "Key id:secret"])
    let token = try CDNToken(json: answer.json())
    let response = await site.send(.upload, body: [1], headers: ["Authorization": token.authorization])
    #expect(response.status == 200)
  }

  @Test func `a fault strikes at its turn and at no other`() async throws {
    let busy = PlatformError(status: 503, message: "busy").response
    let fault = Fault(.answer(busy), on: .submit, of: turbo, occurrences: 2...3)
    let site = try SiteUnderTest(faults: [fault])
    var statuses: [Int] = []
    for _ in 0..<4 { statuses.append(await site.send(.submit(try EndpointID(turbo)), json: input).status) }
    #expect(statuses == [200, 503, 503, 200])
    #expect(await site.send(.submit(try EndpointID("fal-ai/veo3.1")), json: ["prompt": "x"]).status == 200)
  }

  @Test func `a fault of an endpoint strikes where the wire names the app alone`() async throws {
    let site = try SiteUnderTest(faults: [Fault(.emptyResult, on: .result, of: turbo)])
    #expect(try await site.output(turbo, input) == [:])
  }

  @Test func `a dropped request was not accepted, or was, as the fault says`() async throws {
    let before = try SiteUnderTest(faults: [Fault(.dropBeforeAnswer, on: .submit)])
    #expect(await before.send(.submit(try EndpointID(turbo)), json: input).status == 0)
    #expect(before.site.book.nextNumber() == 1)
    let after = try SiteUnderTest(faults: [Fault(.dropAfterAccept, on: .submit)])
    #expect(await after.send(.submit(try EndpointID(turbo)), json: input).status == 0)
    #expect(after.site.book.nextNumber() == 2)
  }

  @Test func `a stream breaks off after so many events`() async throws {
    let site = try SiteUnderTest(pace: 1, faults: [Fault(.cutStream(afterEvents: 2), on: .statusStream)])
    let acceptance = try await site.submit(turbo, input)
    let events = try await site.events(.statusStream(try EndpointID(turbo).app, requestID: acceptance.requestID))
    #expect(events.count == 2)
  }
}
