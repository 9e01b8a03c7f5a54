/// What is asked of the list of models.
package struct ModelQuery: Sendable, Hashable {
  package enum Status: String, Sendable { case active, deprecated }

  /// Free text.
  package var text: String?
  package var category: String?
  /// Nil is both.
  package var status: Status?
  /// At most 50.
  package var endpoints: [EndpointID] = []
  /// Whether each entry is to hold its OpenAPI document.
  package var expandsOpenAPI = false
  package var limit: Int?
  /// Where the page before said that the next one begins.
  package var cursor: String?

  package init() {}

  package init(text: String? = nil, category: String? = nil, limit: Int? = nil) {
    self.text = text
    self.category = category
    self.limit = limit
  }

  /// Reads a query; what does not fit is left out.
  package init(_ query: WireQuery) {
    text = query["q"]
    category = query["category"]
    status = query["status"].flatMap(Status.init(rawValue:))
    endpoints = Self.endpoints(query)
    expandsOpenAPI = query.all("expand").flatMap { $0.split(separator: ",") }.contains("openapi-3.0")
    limit = query["limit"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    cursor = query["cursor"]
  }

  package var wireQuery: WireQuery {
    var query = WireQuery()
    query.append("q", text)
    query.append("category", category)
    query.append("status", status?.rawValue)
    for endpoint in endpoints { query.append("endpoint_id", endpoint.description) }
    query.append("expand", expandsOpenAPI ? "openapi-3.0" : nil)
    query.append("limit", limit.map(String.init))
    query.append("cursor", cursor)
    return query
  }

  /// The ids of a query, which may be repeated or parted by commas.
  static func endpoints(_ query: WireQuery) -> [EndpointID] {
    query.all("endpoint_id").flatMap { $0.split(separator: ",") }.compactMap { try? EndpointID($0) }
  }
}
