import FalProtocol
import JSON
import Testing

@testable import Sandbox

@Suite struct AccountTests {
  private let turbo = "fal-ai/z-image/turbo"
  private let small: JSON = ["prompt": "x", "image_size": ["width": 1000, "height": 1000]]

  private func rows(_ site: SiteUnderTest, _ query: UsageQuery = UsageQuery()) async throws -> [UsageRow] {
    try UsagePage(json: await site.send(.usage(query)).json()).entries
  }

  private func history(
    _ site: SiteUnderTest, _ change: (inout HistoryQuery) -> Void = { _ in }
  ) async throws -> HistoryPage {
    var query = HistoryQuery(endpoints: [try EndpointID(turbo)])
    change(&query)
    return try HistoryPage(json: await site.send(.history(query)).json())
  }

  @Test func `usage is what the answers themselves were billed for`() async throws {
    let site = try SiteUnderTest()
    var billed = 0.0
    for _ in 1...3 {
      let answer = try await site.result(turbo, small)
      billed += try #require(answer.headers[HeaderName.billableUnits].flatMap { Double($0) })
    }
    _ = try await site.result(turbo, ["prompt": "nsfw"])
    _ = try await site.submit("fal-ai/veo3.1", ["prompt": "waves", "duration": "4s"])
    let rows = try await rows(site)
    #expect(rows.map(\.endpoint) == ["fal-ai/veo3.1", turbo])
    #expect(rows[1].quantity.double == billed && rows[1].unit == "megapixels")
    #expect(rows[1].total.text == (billed * 0.005).decimalText)
    #expect(rows[0].quantity.text == "4" && rows[0].total.text == "1.6")
  }

  @Test func `usage is of a time and of models`() async throws {
    let site = try SiteUnderTest()
    _ = try await site.result(turbo, small)
    site.time.advance(by: .seconds(2 * 86_400))
    #expect(try await rows(site).isEmpty)
    _ = try await site.result("fal-ai/veo3.1", ["prompt": "waves"])
    #expect(try await rows(site).map(\.endpoint) == ["fal-ai/veo3.1"])
    var query = UsageQuery()
    query.window.start = Timestamp(seconds: 0)
    #expect(try await rows(site, query).count == 2)
    query.endpoints = [try EndpointID(turbo)]
    #expect(try await rows(site, query).map(\.endpoint) == [turbo])
  }

  @Test func `what has not ended is not billed`() async throws {
    let site = try SiteUnderTest(pace: 1)
    _ = try await site.submit(turbo, small)
    #expect(try await rows(site).isEmpty)
    site.time.advance(by: .seconds(60))
    #expect(try await rows(site).count == 1)
  }

  @Test func `the history has what began, the latest first, and how it ended`() async throws {
    let site = try SiteUnderTest(pace: 1)
    let good = try await site.submit(turbo, small)
    site.time.advance(by: .seconds(60))
    let bad = try await site.submit(turbo, ["prompt": "nsfw"])
    site.time.advance(by: .seconds(60))
    let running = try await site.submit(turbo, small)
    #expect(try await history(site).entries.count == 2)
    site.time.advance(by: .milliseconds(400))
    let entries = try await history(site).entries
    #expect(entries.map(\.requestID) == [running, bad, good].map(\.requestID))
    #expect(entries.map(\.status) == [nil, 422, 200])
    #expect(entries[0].endedAt == nil && entries[2].duration ?? 0 > 0.8)
    #expect(try await history(site) { $0.outcome = .userError }.entries.map(\.status) == [422])
    #expect(try await history(site) { $0.outcome = .error }.entries.isEmpty)
    #expect(try await history(site) { $0.window.start = Timestamp(seconds: 1_770_000_100) }.entries.count == 1)
  }

  @Test func `the history comes in pages`() async throws {
    let site = try SiteUnderTest()
    for _ in 1...5 { _ = try await site.submit(turbo, small) }
    var (ids, cursor, pages) = ([String](), String?.none, 0)
    repeat {
      let page = try await history(site) { ($0.limit, $0.cursor) = (2, cursor) }
      (ids, cursor, pages) = (ids + page.entries.map(\.requestID), page.nextCursor, pages + 1)
    } while cursor != nil
    #expect(pages == 3 && Set(ids).count == 5)
  }

  @Test func `a page of the history does the work of its own requests only`() async throws {
    let site = try SiteUnderTest()
    for _ in 1...5 { _ = try await site.submit(turbo, small) }
    let page = try await history(site) { $0.limit = 1 }
    #expect(page.entries.count == 1 && page.nextCursor != nil)
    #expect(site.site.book.all.count { $0.work != nil } == 1)
  }

  @Test func `the history needs a model`() async throws {
    let site = try SiteUnderTest()
    #expect(await site.send(.history(HistoryQuery(endpoints: []))).status == 400)
  }
}
