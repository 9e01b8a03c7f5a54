import FalProtocol
package import JSON
import Synchronization

/// A recording that is read again: answers by their requests, each given out
/// as often as it was recorded. What only reads may be asked once more: its
/// last answer stays, unless it is that of a job under way.
///
/// Messages over sockets are given out like answers to requests that change
/// something.
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
  /// The line, counted from 1, in which it was cut off; nil if it was not.
  /// What stands before is there.
  package let cutLine: Int?
  private let version: Int
  private let answers: Mutex<[RequestKey: [RecordedExchange]]>
  private let sockets: Mutex<RecordedSockets>
  private let waits: Mutex<[RecordedWait.Key: [JSON]]>
  private let latest = Mutex(0.0)

  /// - Throws: `Fault`.
  package init(_ bytes: [UInt8]) throws(Fault) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, let head = try? JSON(parsing: Array(first)),
      let version = head["falsh-recording"]?.int, version > 0
    else { throw .notARecording }
    guard version <= RecordingTransport.version else { throw .newer }
    self.version = version
    facts = head["platform"] ?? .null
    var reader = Reader()
    var cutLine: Int?
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let json = try? JSON(parsing: Array(line)) else {
        // Every line ends with its newline: whoever wrote this one was stopped.
        guard index == lines.count - 1 else { throw .badLine(index + 1) }
        cutLine = index + 1
        break
      }
      guard reader.read(json) else { throw .badLine(index + 1) }
    }
    self.cutLine = cutLine
    // Answers are written when they end, and given out as they began.
    answers = Mutex(reader.answers.mapValues { $0.sorted { $0.at < $1.at } })
    sockets = Mutex(reader.sockets)
    waits = Mutex(reader.waits)
  }

  /// What was read of the lines.
  private struct Reader {
    var answers: [RequestKey: [RecordedExchange]] = [:]
    var sockets = RecordedSockets()
    var waits: [RecordedWait.Key: [JSON]] = [:]

    /// - Returns: false if the line is none of a recording.
    mutating func read(_ json: JSON) -> Bool {
      if json["frame"] != nil { return RecordedFrame(json).map { sockets.add($0) } ?? false }
      if json["gaveUp"] != nil {
        guard let wait = RecordedWait(json) else { return false }
        waits[wait.key, default: []].append(wait.sight)
        return true
      }
      guard let exchange = RecordedExchange(json) else { return false }
      if let socket = exchange.socket, !sockets.open(socket, at: exchange.request.url) { return false }
      answers[exchange.request, default: []].append(exchange)
      return true
    }
  }

  /// The time of the recording, in seconds from its beginning: that of the
  /// latest moment that has been replayed.
  package var now: Double { latest.withLock { $0 } }

  func reach(_ moment: Double) { latest.withLock { $0 = max($0, moment) } }

  /// The next answer to a request; nil if there is none.
  func take(_ key: RequestKey) -> RecordedExchange? {
    answers.withLock { answers in
      guard let first = answers[key]?.first else { return nil }
      // Whoever polls would do so for ever.
      let isPassing = first.status == 202
      if !key.isRead || isPassing || (answers[key]?.count ?? 0) > 1 { answers[key]?.removeFirst() }
      return first
    }
  }

  /// Whether it says which waits were given up.
  package var knowsWaits: Bool { version > 2 }

  /// Takes out a wait that was given up.
  /// - Parameters:
  ///   - subject: what is waited for.
  ///   - limit: in seconds.
  ///   - fits: whether it is the one, by what was seen at its end.
  /// - Returns: what was seen at its end; nil if there is none.
  package func takeWait(for subject: JSON, limit: Double, where fits: (JSON) -> Bool) -> JSON? {
    let key = RecordedWait.Key(subject: Digest.of(subject), limit: limit)
    return waits.withLock { waits in
      guard let index = waits[key]?.firstIndex(where: fits) else { return nil }
      return waits[key]?.remove(at: index)
    }
  }

  /// What followed a message on a socket; nil if it is not there, or was asked
  /// for as often as it is.
  func take(_ digest: String, at url: String) -> RecordedSockets.Turn? {
    sockets.withLock { $0.take(digest, at: url) }
  }

  /// What came over a socket before anything was sent.
  func greeting(of socket: Int) -> [RecordedFrame] { sockets.withLock { $0.greeting(of: socket) } }

  /// By what a request is found here.
  /// - Throws: `TransportFault` if a file that is to be sent cannot be read.
  func key(of request: WireRequest, _ body: RequestBody?) async throws(TransportFault) -> RequestKey {
    RequestKey(request, body: try await Digest.of(request, body, cleans: version > 1))
  }
}
