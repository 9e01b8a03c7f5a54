import FalProtocol
import JSON
import Testing

@testable import Sandbox

@Suite struct CatalogueTests {
  private func ids(_ query: ModelQuery) async throws -> [String] {
    try ModelPage(json: await SiteUnderTest().send(.models(query)).json()).entries.map(\.id.description)
  }

  @Test func `without a question all models are listed`() async throws {
    #expect(try await ids(ModelQuery()).count == 10)
  }

  @Test(arguments: [
    ("flux", ["fal-ai/flux-2/klein/9b"]), ("KLEIN 9b", ["fal-ai/flux-2/klein/9b"]), ("words clips", ["fal-ai/veo3.1"]),
    ("nothing like it", []),
  ])
  func `every word of a search must be found`(words: String, found: [String]) async throws {
    #expect(try await ids(ModelQuery(text: words)) == found)
  }

  @Test func `a category or ids narrow the list`() async throws {
    #expect(try await ids(ModelQuery(category: "text-to-image")).count == 3)
    var query = ModelQuery()
    query.endpoints = [try EndpointID("openrouter/router"), try EndpointID("a/b")]
    #expect(try await ids(query) == ["openrouter/router"])
    query.endpoints = [try EndpointID("a/b")]
    let unknown = try await SiteUnderTest().send(.models(query))
    #expect(unknown.status == 404)
  }

  @Test func `pages follow one another and hold everything once`() async throws {
    let site = try SiteUnderTest()
    var query = ModelQuery(limit: 4)
    var (pages, seen) = (0, [String]())
    repeat {
      let page = try ModelPage(json: await site.send(.models(query)).json())
      seen += page.entries.map(\.id.description)
      query.cursor = page.nextCursor
      pages += 1
    } while query.cursor != nil
    #expect(pages == 3)
    #expect(seen == Models.all.map(\.listing.endpoint))
  }

  @Test func `documents come with the list if asked, and by endpoint`() async throws {
    let site = try SiteUnderTest()
    var query = ModelQuery(text: "veo")
    query.expandsOpenAPI = true
    let page = try ModelPage(json: await site.send(.models(query)).json())
    let document = try await site.send(.openAPI(try EndpointID("fal-ai/veo3.1"))).json()
    #expect(page.entries.first?.document == document)
    #expect(document["openapi"] == "3.0.4")
    let unknown = await site.send(.openAPI(try EndpointID("a/b")))
    #expect(unknown.status == 404)
    #expect(String(decoding: unknown.body, as: UTF8.self) == "null")
  }

  @Test func `prices are listed where there are any`() async throws {
    let site = try SiteUnderTest()
    let endpoints = [try EndpointID("fal-ai/veo3.1"), try EndpointID("fal-ai/nemotron/asr")]
    let page = try PricePage(json: await site.send(.pricing(endpoints)).json())
    #expect(page.entries.map { "\($0.id) \($0.unitPrice) \($0.unit)" } == ["fal-ai/veo3.1 0.4 seconds"])
    #expect(await site.send(.pricing([endpoints[1]])).status == 404)
  }
}
