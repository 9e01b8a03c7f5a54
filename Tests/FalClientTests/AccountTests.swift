import FalClient
import FalProtocol
import JSON
import Testing

@Suite struct AccountTests {
  private static func entry(_ number: Int) -> JSON { HistoryEntry(requestID: "r\(number)", endpoint: "a/b").json }

  /// A history of so many requests in which one is added whenever a page has
  /// been read, so that each page begins with what the one before ended with.
  private static func growing(_ count: Int) -> ScriptedTransport {
    ScriptedTransport { sent, number in
      let limit = sent.request.url.queryItems["limit"].flatMap { Int($0) } ?? 50
      let start = sent.request.url.queryItems["cursor"].flatMap { Int($0) } ?? 0
      let all = (0..<count + number - 1).map { entry(count + number - 2 - $0) }
      let end = min(start + limit, all.count)
      return .json([
        "items": .array(Array(all[min(start, end)..<end])),
        "next_cursor": end < all.count ? .string("\(end)") : .null, "has_more": .bool(end < all.count),
      ])
    }
  }

  @Test func `a history is read over pages up to a limit, each request once`() async throws {
    let transport = Self.growing(250)
    let (entries, hasMore) = try await transport.client().history(
      HistoryQuery(endpoints: [Fixtures.endpoint()]), limit: 230)
    #expect(hasMore && entries.count == 228)
    #expect(Set(entries.map(\.requestID)).count == entries.count && entries.first?.requestID == "r249")
    #expect(transport.sent.count == 3)
    #expect(transport.sent.allSatisfy { $0.request.url.queryItems["limit"] == "100" && $0.authorization != nil })
  }

  @Test func `a history that ends says so`() async throws {
    let (entries, hasMore) = try await Self.growing(7).client().history(
      HistoryQuery(endpoints: [Fixtures.endpoint()]), limit: 7)
    #expect(entries.count == 7 && !hasMore)
  }

  @Test func `what was billed is summed over every page`() async throws {
    let row = UsageRow(
      endpoint: "a/b", unit: "images", quantity: JSONNumber(1), unitPrice: JSONNumber(2), total: JSONNumber(2))
    let transport = ScriptedTransport([
      .json(UsagePage(entries: [row, row], nextCursor: "x").json), .json(UsagePage(entries: [row]).json),
    ])
    #expect(try await transport.client().usage(UsageQuery()).count == 3)
    #expect(
      transport.lines.last == "GET https://api.fal.ai/v1/models/usage?expand=summary&bound_to_timeframe=false&cursor=x")
  }

  @Test func `a list that has no end is given up`() async throws {
    let transport = ScriptedTransport { _, number in
      .json(UsagePage(entries: [], nextCursor: "\(number)").json)
    }
    await #expect(throws: FalError.protocolViolation(.tooManyPages(limit: 1000))) {
      try await transport.client().usage(UsageQuery())
    }
    #expect(transport.sent.count == 1000)
  }

  @Test func `without a key the account is not asked about`() async throws {
    let client = try ScriptedTransport([]).client(key: nil)
    await #expect(throws: FalError.noKey) { try await client.usage(UsageQuery()) }
    await #expect(throws: FalError.noKey) {
      try await client.history(HistoryQuery(endpoints: [Fixtures.endpoint()]), limit: 1)
    }
  }
}
