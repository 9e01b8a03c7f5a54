import FalProtocol
import JSON
import Testing

@Suite struct AccountTests {
  @Test func `a day is what a window without a beginning holds`() {
    let window = TimeWindow()
    #expect(window.contains(100_000 - 86_400, now: 100_000) && window.contains(100_000, now: 100_000))
    #expect(!window.contains(100_000 - 86_401, now: 100_000) && !window.contains(100_001, now: 100_000))
  }

  @Test func `the end of a window is not in it`() {
    let window = TimeWindow(start: Timestamp(seconds: 10), end: Timestamp(seconds: 20))
    #expect(window.contains(10, now: 999) && window.contains(19.9, now: 999))
    #expect(!window.contains(9.9, now: 999) && !window.contains(20, now: 999))
  }

  @Test func `times are asked for in UTC to the second, and days are read`() throws {
    var query = UsageQuery()
    query.window.start = Timestamp(seconds: 1_767_225_600.75)
    #expect(query.wireQuery["start"] == "2026-01-01T00:00:00Z")
    #expect(query.wireQuery["bound_to_timeframe"] == "false" && query.wireQuery["expand"] == "summary")
    #expect(UsageQuery([.init("start", "2026-01-01")]).window.start == Timestamp(seconds: 1_767_225_600))
  }

  /// The documented answer, with a row of an older shape behind it.
  private static let page: JSON = [
    "summary": [
      [
        "endpoint_id": "fal-ai/flux/dev", "unit": "image", "quantity": 4, "unit_price": 0.1, "percent_discount": 20,
        "cost_subtotal": 0.4, "cost_discount": 0.08, "cost_total": 0.32, "cost": 0.32, "currency": "USD",
      ],
      ["endpoint_id": "no id at all", "cost_total": .null, "cost": 0.000000123456789],
    ],
    "next_cursor": "Mg==", "has_more": true,
  ]

  @Test func `what was billed is read to the digit, whatever a model is called`() throws {
    let page = try UsagePage(json: Self.page)
    #expect(
      page.entries.map { "\($0.endpoint) \($0.quantity) \($0.unit) \($0.total)" } == [
        "fal-ai/flux/dev 4 image 0.32", "no id at all 0  1.23456789e-07",
      ])
    #expect(page.entries.first?.percentDiscount?.text == "20" && page.nextCursor == "Mg==")
    #expect(try UsagePage(json: page.json) == page)
  }

  @Test func `a row without its cost would be missing in the sum, and is an error`() throws {
    let page: JSON = ["summary": [["endpoint_id": "a/b", "unit": "image"]]]
    #expect(throws: WireFault.missing("cost_total")) { try UsagePage(json: page) }
    #expect(throws: WireFault.missing("summary")) { try UsagePage(json: [:]) }
  }

  @Test func `a request of the history is read back, running ones without an end`() throws {
    let item: JSON = [
      "request_id": "a1b2", "endpoint_id": "fal-ai/flux/dev", "sent_at": "2025-01-01T00:00:01Z",
      "started_at": "2025-01-01T00:00:05Z", "ended_at": "2025-01-01T00:00:08Z", "status_code": 200, "duration": 7.8,
      "json_input": ["prompt": "cat astronaut"],
    ]
    let running: JSON = ["request_id": "c3", "endpoint_id": "a/b", "ended_at": .null, "status_code": .null]
    let page = try HistoryPage(json: ["items": [item, running, ["no": "id"]], "next_cursor": .null, "has_more": false])
    #expect(page.entries.map(\.requestID) == ["a1b2", "c3"] && page.nextCursor == nil)
    #expect(page.entries[0].duration == 7.8 && page.entries[0].status == 200)
    #expect(page.entries[1].status == nil && page.entries[1].endedAt == nil)
    #expect(try HistoryPage(json: page.json) == page)
  }

  @Test(arguments: [
    (200, HistoryQuery.Outcome.success), (302, .success), (422, .userError), (499, .userError), (500, .error),
  ])
  func `an outcome is told by the status`(status: Int, outcome: HistoryQuery.Outcome) {
    #expect(HistoryQuery.Outcome(status: status) == outcome)
  }
}
