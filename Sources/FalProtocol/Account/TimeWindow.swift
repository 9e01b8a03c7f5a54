/// A stretch of time that lists of the Platform API are asked for.
package struct TimeWindow: Sendable, Hashable {
  /// Nil is what the platform takes for it: a day before the end.
  package var start: Timestamp?
  /// Exclusive; nil is now.
  package var end: Timestamp?

  package init(start: Timestamp? = nil, end: Timestamp? = nil) {
    self.start = start
    self.end = end
  }

  /// Reads a query; what does not fit is left out.
  init(_ query: WireQuery) {
    self.init(start: query["start"].flatMap(Self.time), end: query["end"].flatMap(Self.time))
  }

  /// Whether a moment lies in it; all in seconds since 1970.
  package func contains(_ moment: Double, now: Double) -> Bool {
    guard moment >= start?.seconds ?? (end?.seconds ?? now) - 86_400 else { return false }
    return end.map { moment < $0.seconds } ?? (moment <= now)
  }

  func add(to query: inout WireQuery) {
    query.append("start", start?.zulu)
    query.append("end", end?.zulu)
  }

  /// A date alone is the beginning of its day.
  private static func time(_ text: String) -> Timestamp? { Timestamp(text) ?? Timestamp(text + "T00:00:00") }
}
