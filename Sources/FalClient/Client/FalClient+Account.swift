package import FalProtocol

extension FalClient {
  /// Whose key it is, and what is left of the credit.
  package func accountBilling() async throws(FalError) -> AccountBilling {
    try requireKey()
    return AccountBilling(json: try await read(.accountBilling))
  }

  /// What was billed: the rows of every page.
  package func usage(_ query: UsageQuery) async throws(FalError) -> [UsageRow] {
    try requireKey()
    return try await everyPage { cursor async throws(FalError) in
      var query = query
      query.cursor = cursor
      return try await read(.usage(query), UsagePage.init(json:))
    }.entries
  }

  /// Requests as the platform remembers them, the latest first.
  /// - Parameter limit: so many at most, over as many pages as that takes.
  /// - Returns: each once, though the list may grow while it is read, and
  ///   whether there are more.
  package func history(
    _ query: HistoryQuery, limit: Int
  ) async throws(FalError) -> (entries: [HistoryEntry], hasMore: Bool) {
    try requireKey()
    var query = query
    query.limit = min(limit, HistoryQuery.pageLimit)
    let pages = try await everyPage(upTo: limit) { cursor async throws(FalError) in
      query.cursor = cursor
      return try await read(.history(query), HistoryPage.init(json:))
    }
    var known: Set<String> = []
    return (pages.entries.filter { known.insert($0.requestID).inserted }, pages.hasMore)
  }
}
