import FalProtocol
package import JSON
import Synchronization

/// A recording that is read again.
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
  package let platform: JSON
  /// The line, counted from 1, in which it was cut off; nil if it was not.
  /// What stands before is there.
  package let cutLine: Int?
  private let version: Int
  private let answers: Mutex<RecordedAnswers>
  private let sockets: Mutex<RecordedSockets>
  private let facts: [RecordedFact.Key: RecordedFact]

  /// - Throws: `Fault`.
  package init(_ bytes: [UInt8]) throws(Fault) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, let head = try? JSON(parsing: Array(first)),
      let version = head["falsh-recording"]?.int, version > 0
    else { throw .notARecording }
    guard version <= RecordingTransport.version else { throw .newer }
    self.version = version
    platform = head["platform"] ?? .null
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
    answers = Mutex(RecordedAnswers(reader.exchanges))
    sockets = Mutex(reader.sockets)
    facts = reader.facts
  }

  /// What was read of the lines.
  private struct Reader {
    var exchanges: [RecordedExchange] = []
    var sockets = RecordedSockets()
    var facts: [RecordedFact.Key: RecordedFact] = [:]

    /// - Returns: false if the line is none of a recording.
    mutating func read(_ json: JSON) -> Bool {
      if json["frame"] != nil { return RecordedFrame(json).map { sockets.add($0) } ?? false }
      if json["fact"] != nil {
        guard let fact = RecordedFact(json) else { return false }
        facts[fact.key] = fact
        return true
      }
      guard let exchange = RecordedExchange(json) else { return false }
      if let socket = exchange.socket, !sockets.open(socket, at: exchange.request.url) { return false }
      exchanges.append(exchange)
      return true
    }
  }

  /// The next answer to a request of the current strand; nil if there is none.
  func take(_ key: RequestKey) -> RecordedExchange? { answers.withLock { $0.take(key, in: Strand.current) } }

  /// Whether a request is still to come that came before a moment, in seconds
  /// from the start of the recording.
  func expectsRequest(before moment: Double) -> Bool {
    answers.withLock { answers in answers.nextRequest.map { $0 < moment } ?? false }
  }

  /// Whatever came before a moment is not expected any more.
  func forgetRequests(before moment: Double) { answers.withLock { $0.forgetRequests(before: moment) } }

  /// Whether it says what no exchange tells.
  package var knowsFacts: Bool { version > 2 }

  /// What is kept of something; nil if nothing is.
  package subscript(key: RecordedFact.Key) -> RecordedFact? { facts[key] }

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
