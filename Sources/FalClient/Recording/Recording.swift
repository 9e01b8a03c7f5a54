package import JSON
import Synchronization

/// A recording that is read again: answers by their requests, each given out
/// as often as it was recorded. What only reads may be asked once more: its
/// last answer stays.
package final class Recording: Sendable {
  /// Why a text is no recording.
  package enum Fault: Error, Hashable, Sendable {
    case notARecording
    /// A later release has written it.
    case newer
    /// Counted from 1.
    case badLine(Int)
  }

  /// What the recorder was told of the platform.
  package let facts: JSON
  private let answers: Mutex<[RequestKey: [RecordedExchange]]>
  private let latest = Mutex(0.0)

  /// - Throws: `Fault`.
  package init(text: String) throws(Fault) {
    var lines = text.split(separator: "\n")[...]
    guard let first = lines.popFirst(), let head = try? JSON(parsing: String(first)),
      let version = head["falsh-recording"]?.int
    else { throw .notARecording }
    guard version <= RecordingTransport.version else { throw .newer }
    facts = head["platform"] ?? .null
    var answers: [RequestKey: [RecordedExchange]] = [:]
    for (index, line) in lines.enumerated() {
      guard let json = try? JSON(parsing: String(line)), let exchange = RecordedExchange(json) else {
        throw .badLine(index + 2)
      }
      answers[exchange.request, default: []].append(exchange)
    }
    // Answers are written when they end, and given out as they began.
    self.answers = Mutex(answers.mapValues { $0.sorted { $0.at < $1.at } })
  }

  /// The time of the recording, in seconds from its beginning: that of the
  /// latest moment that has been replayed.
  package var now: Double { latest.withLock { $0 } }

  func reach(_ moment: Double) { latest.withLock { $0 = max($0, moment) } }

  /// The next answer to a request; nil if there is none.
  func take(_ key: RequestKey) -> RecordedExchange? {
    answers.withLock { answers in
      guard let first = answers[key]?.first else { return nil }
      if !key.isRead || (answers[key]?.count ?? 0) > 1 { answers[key]?.removeFirst() }
      return first
    }
  }
}
