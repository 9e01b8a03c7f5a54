/// What is asked of the platform's own list of a model's requests.
package struct HistoryQuery: Sendable, Hashable {
  /// How a request ended; `userError` is what its caller could have avoided.
  package enum Outcome: String, Sendable, CaseIterable {
    case success, error
    case userError = "user_error"

    /// The outcome of an HTTP status code.
    package init(status: Int) { self = status < 400 ? .success : status < 500 ? .userError : .error }
  }

  /// The platform gives no more entries a page.
  package static let pageLimit = 100

  package var window = TimeWindow()
  /// 1 to 50.
  package var endpoints: [EndpointID]
  /// Nil is any, also of those that have not ended.
  package var outcome: Outcome?
  /// Entries a page, at most `pageLimit`; nil is 50.
  package var limit: Int?
  /// Where the page before said that the next one begins.
  package var cursor: String?

  package init(endpoints: [EndpointID]) { self.endpoints = endpoints }

  /// Reads a query; what does not fit is left out.
  package init(_ query: WireQuery) {
    self.init(endpoints: ModelQuery.endpoints(query))
    window = TimeWindow(query)
    outcome = query["status"].flatMap(Outcome.init(rawValue:))
    limit = query["limit"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    cursor = query["cursor"]
  }

  package var wireQuery: WireQuery {
    var query = WireQuery(endpoints.map { .init("endpoint_id", $0.description) })
    window.add(to: &query)
    query.append("status", outcome?.rawValue)
    query.append("limit", limit.map(String.init))
    query.append("cursor", cursor)
    return query
  }
}
