/// What is asked of the sums of what was billed.
package struct UsageQuery: Sendable, Hashable {
  package var window = TimeWindow()
  /// At most 50; none is all.
  package var endpoints: [EndpointID] = []
  /// Where the page before said that the next one begins.
  package var cursor: String?

  package init() {}

  /// Reads a query; what does not fit is left out.
  package init(_ query: WireQuery) {
    window = TimeWindow(query)
    endpoints = ModelQuery.endpoints(query)
    cursor = query["cursor"]
  }

  /// The sums over the whole window, which is not to be widened to whole days.
  package var wireQuery: WireQuery {
    var query: WireQuery = [.init("expand", "summary"), .init("bound_to_timeframe", "false")]
    window.add(to: &query)
    for endpoint in endpoints { query.append("endpoint_id", endpoint.description) }
    query.append("cursor", cursor)
    return query
  }
}
