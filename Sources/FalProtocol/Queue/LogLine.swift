package import JSON

/// One line that a model has logged.
package struct LogLine: Sendable, Hashable {
  /// ISO 8601 as it was sent, often without a zone (then it is UTC).
  package let timestamp: String?
  /// Text from outside: it may hold escape codes and line ends.
  package let message: String
  /// `INFO`, `ERROR`, `STDOUT` and the like.
  package let level: String?

  package init(timestamp: String?, message: String, level: String? = nil) {
    self.timestamp = timestamp
    self.message = message
    self.level = level
  }

  /// Nil if there is no message.
  package init?(json: JSON) {
    guard let message = json["message"]?.string else { return nil }
    self.message = message
    timestamp = json["timestamp"]?.string
    level = json["labels"]?["level"]?.string ?? json["level"]?.string
  }

  /// The line as it is sent; `labels` is there even when it is empty, since
  /// older readers look into it.
  package var json: JSON {
    var members = JSONObject()
    if let timestamp { members["timestamp"] = .string(timestamp) }
    members["message"] = .string(message)
    members["labels"] = .object(level.map { ["level": .string($0)] } ?? [:])
    return .object(members)
  }

  /// The end of a traceback says what went wrong; so many lines of it.
  private static let tail = 40

  /// The lines that a person reads: the message, or the end of a traceback.
  package var shownLines: [String] {
    guard let traceback else { return [message] }
    let left = traceback.count - Self.tail
    return (left > 0 ? ["… \(left) lines before"] : []) + traceback.suffix(Self.tail)
  }

  /// The lines of an uncaught exception, which comes as `{"traceback":"…"}`
  /// in the message; nil for any other line.
  var traceback: [String]? {
    guard message.hasPrefix("{"), let text = (try? JSON(parsing: message))?["traceback"]?.string else { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Tells new lines from those already seen. A polled status holds the lines of
/// the last five minutes, a streamed one only those since the event before.
package struct LogWindow: Sendable {
  private struct Key: Hashable {
    let timestamp: String?
    let message: String
  }

  private var seen: [Key: Int] = [:]

  package init() {}

  /// The lines of a polled status that have not been seen. The same line
  /// twice in one answer is two lines.
  package mutating func newLines(ofWindow lines: [LogLine]) -> [LogLine] {
    var counts: [Key: Int] = [:]
    return lines.filter { line in
      let key = Key(timestamp: line.timestamp, message: line.message)
      counts[key, default: 0] += 1
      let count = counts[key, default: 0]
      guard count > seen[key, default: 0] else { return false }
      seen[key] = count
      return true
    }
  }

  /// The lines of a streamed event, which are all new; they are remembered
  /// for the case that polling takes over.
  package mutating func newLines(ofEvent lines: [LogLine]) -> [LogLine] {
    for line in lines { seen[Key(timestamp: line.timestamp, message: line.message), default: 0] += 1 }
    return lines
  }
}
