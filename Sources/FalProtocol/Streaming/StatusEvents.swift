import JSON

extension RequestStatus {
  /// The statuses of one event of a status stream. Streams without blank
  /// lines between their events arrive as one event of many lines.
  package static func events(in event: ServerSentEvent) -> [RequestStatus] {
    if let status = reading(event.data) { return [status] }
    return event.data.split(separator: "\n").compactMap { reading(String($0)) }
  }

  /// Whether the data of an event is a status, and not the beginning of one.
  package static func isWhole(_ data: String) -> Bool { reading(data) != nil }

  /// The status as an event of a status stream.
  package func event(for acceptance: Acceptance) -> ServerSentEvent {
    ServerSentEvent(data: json(for: acceptance).text)
  }

  private static func reading(_ text: String) -> RequestStatus? {
    guard let json = try? JSON(parsing: text) else { return nil }
    return try? RequestStatus(json: json)
  }
}
