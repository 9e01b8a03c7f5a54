import FalProtocol

extension StreamedResponse {
  /// Whether this is a stream of events that began well.
  var isEventStream: Bool {
    (200..<300).contains(status) && headers["content-type"]?.lowercased().hasPrefix("text/event-stream") == true
  }

  /// Reads the events of the body; comments count as signs of life.
  /// - Parameters:
  ///   - isWhole: see `ServerSentEventReader`.
  ///   - receive: returns whether to read on.
  func forEachEvent(
    feeding watchdog: Watchdog, isWhole: @escaping @Sendable (String) -> Bool = { _ in false },
    _ receive: (ServerSentEvent) throws -> Bool
  ) async throws {
    var reader = ServerSentEventReader(isWhole: isWhole)
    for try await piece in body {
      watchdog.feed()
      for event in try reader.read(piece) where try !receive(event) { return }
    }
    if let last = reader.finish() { _ = try receive(last) }
  }
}
