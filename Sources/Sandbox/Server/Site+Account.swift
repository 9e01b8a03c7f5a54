import FalProtocol
import JSON

extension Site {
  static let account = AccountBilling(username: "sandbox", balance: JSONNumber(100))

  /// What the requests that ended in a stretch of time would have been billed
  /// for: their models' own units, at the listed price.
  func usage(_ query: UsageQuery) async -> SandboxAnswer {
    let now = configuration.clock.now().inSeconds
    var units: [EndpointID: Double] = [:]
    for request in book.all where query.endpoints.isEmpty || query.endpoints.contains(request.endpoint) {
      guard query.window.contains(request.lifecycle.end.inSeconds, now: now) else { continue }
      units[request.endpoint, default: 0] += await billedUnits(of: request)
    }
    let rows = units.compactMap { endpoint, units in UsageRow(endpoint, units: units) }
    let sorted = rows.sorted { $0.endpoint < $1.endpoint }
    let (part, next) = sorted.page(at: query.cursor, limit: nil, most: 50)
    return .whole(WireResponse(status: 200, json: UsagePage(entries: Array(part), nextCursor: next).json))
  }

  /// What a model counted when it did the work; 0 of work that failed.
  private func billedUnits(of request: QueuedRequest) async -> Double {
    let answer = await answer(of: request)
    guard answer.isSuccess else { return 0 }
    return answer.headers[HeaderName.billableUnits].flatMap { Double($0) } ?? 0
  }

  /// The requests of models that have begun, the latest first; those that
  /// still run come before all.
  func history(_ query: HistoryQuery) async throws(PlatformError) -> SandboxAnswer {
    guard !query.endpoints.isEmpty else {
      throw PlatformError(
        status: 400, shape: .errorObject, type: "validation_error", message: "endpoint_id is required")
    }
    let now = configuration.clock.now()
    let begun = book.all.filter { request in
      query.endpoints.contains(request.endpoint) && request.lifecycle.start <= now
        && query.window.contains(request.lifecycle.submitted.inSeconds, now: now.inSeconds)
    }
    var latest = begun.sorted { ($0.lifecycle.end, $0.order.number) > ($1.lifecycle.end, $1.order.number) }
    if let outcome = query.outcome {
      latest = await filtered(latest) { await entry(of: $0, at: now).status.map(Outcome.init(status:)) == outcome }
    }
    // Only now: a request that nobody has fetched is worked on to tell how it ended.
    let (part, next) = latest.page(at: query.cursor, limit: query.limit, most: HistoryQuery.pageLimit)
    var entries: [HistoryEntry] = []
    for request in part { entries.append(await entry(of: request, at: now)) }
    return .whole(WireResponse(status: 200, json: HistoryPage(entries: entries, nextCursor: next).json))
  }

  private typealias Outcome = HistoryQuery.Outcome

  private func filtered(
    _ requests: [QueuedRequest], _ isWanted: (QueuedRequest) async -> Bool
  ) async -> [QueuedRequest] {
    var wanted: [QueuedRequest] = []
    for request in requests where await isWanted(request) { wanted.append(request) }
    return wanted
  }

  private func entry(of request: QueuedRequest, at now: Duration) async -> HistoryEntry {
    let lifecycle = request.lifecycle
    var entry = HistoryEntry(requestID: request.id, endpoint: request.endpoint.description)
    entry.sentAt = Timestamp(seconds: lifecycle.submitted.inSeconds).description
    entry.startedAt = Timestamp(seconds: lifecycle.start.inSeconds).description
    guard lifecycle.phase(at: now) == .completed else { return entry }
    entry.endedAt = Timestamp(seconds: lifecycle.end.inSeconds).description
    entry.status = await answer(of: request).status
    entry.duration = (lifecycle.end - lifecycle.submitted).inSeconds
    return entry
  }
}

extension UsageRow {
  /// Nothing is billed of a model without a price.
  fileprivate init?(_ endpoint: EndpointID, units: Double) {
    guard units > 0, let price = Models.model(of: endpoint.description)?.listing.price,
      let quantity = JSONNumber(units.decimalText), let unitPrice = JSONNumber(price.perUnit),
      let total = JSONNumber((units * price.perUnit).decimalText)
    else { return nil }
    self.init(
      endpoint: endpoint.description, unit: price.unit, quantity: quantity, unitPrice: unitPrice, total: total)
  }
}
