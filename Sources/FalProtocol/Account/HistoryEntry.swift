package import JSON

/// A request as the platform remembers it, wherever it was made.
package struct HistoryEntry: Sendable, Hashable {
  package let requestID: String
  /// As it was told.
  package let endpoint: String
  /// ISO 8601, as all times here.
  package var sentAt: String?
  package var startedAt: String?
  /// Nil while it runs.
  package var endedAt: String?
  /// The HTTP status code that it ended with.
  package var status: Int?
  /// From its sending to its end, in seconds.
  package var duration: Double?

  package init(requestID: String, endpoint: String) {
    self.requestID = requestID
    self.endpoint = endpoint
  }

  /// - Throws: `WireFault.missing("request_id")`.
  package init(json: JSON) throws(WireFault) {
    guard let id = json["request_id"]?.string, !id.isEmpty else { throw .missing("request_id") }
    self.init(requestID: id, endpoint: json["endpoint_id"]?.string ?? "")
    sentAt = json["sent_at"]?.string
    startedAt = json["started_at"]?.string
    endedAt = json["ended_at"]?.string
    status = json["status_code"]?.int
    duration = json["duration"]?.double
  }

  /// The entry as it is sent.
  package var json: JSON {
    [
      "request_id": .string(requestID), "endpoint_id": .string(endpoint), "sent_at": text(sentAt),
      "started_at": text(startedAt), "ended_at": text(endedAt), "status_code": status.map { JSON($0) } ?? .null,
      "duration": duration.map { JSON($0) } ?? .null,
    ]
  }

  private func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
}

/// A page of the platform's list of requests.
package typealias HistoryPage = Page<HistoryEntry>

extension Page<HistoryEntry> {
  /// Entries without an id are left out.
  /// - Throws: `WireFault.missing("items")`.
  package init(json: JSON) throws(WireFault) {
    try self.init(json: json, list: "items") { try? HistoryEntry(json: $0) }
  }

  /// The page as it is sent.
  package var json: JSON { json(list: "items", \.json) }
}
