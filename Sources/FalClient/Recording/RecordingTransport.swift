import Crypto
package import FalProtocol
package import JSON
import Synchronization

/// The network, with everything that goes over it written down: one line of
/// JSON for each exchange, when its answer has been read.
package final class RecordingTransport: Transport {
  /// The first line of a recording.
  static let version = 1

  private let transport: any Transport
  /// Seconds since the recording began.
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - facts: what a replay has to know of the platform.
  ///   - now: seconds since the recording began.
  ///   - write: takes whole lines, each with its newline.
  package init(
    _ transport: any Transport, facts: JSON, now: @escaping @Sendable () -> Double,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.transport = transport
    self.now = now
    self.write = write
    let head: JSON = ["falsh-recording": JSON(Self.version), "platform": facts]
    write(head.text + "\n")
  }

  package func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    let key = RequestKey(request, body: try await RequestDigest.of(request, body))
    let at = now()
    let response = try await transport.execute(request, body: body)
    let log = ExchangeLog(request: key, at: at, response: response, answeredAt: now(), now: now, write: write)
    return StreamedResponse(
      status: response.status, headers: response.headers, body: RecordedBody(body: response.body, log: log))
  }

  package func shutdown() async { await transport.shutdown() }

  package var connectionsPerHost: Int { transport.connectionsPerHost }
}

/// A digest of what a request holds.
enum RequestDigest {
  /// - Throws: `TransportFault` if a file that is to be sent cannot be read.
  static func of(_ request: WireRequest, _ body: RequestBody?) async throws(TransportFault) -> String {
    guard body != nil || !request.body.isEmpty else { return "" }
    var hash = SHA256()
    if let body {
      do {
        for try await piece in body.unreported { hash.update(data: piece) }
      } catch {
        throw TransportFault((error as? FileFault).map { .file($0) } ?? .other("\(error)"), host: request.url.host)
      }
    } else {
      hash.update(data: request.body)
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// What was read of one answer; written down when the reading ends, however
/// it ends.
private final class ExchangeLog: Sendable {
  private let exchange: Mutex<RecordedExchange>
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void
  private let isWritten = Atomic(false)

  init(
    request: RequestKey, at: Double, response: StreamedResponse, answeredAt: Double,
    now: @escaping @Sendable () -> Double, write: @escaping @Sendable (String) -> Void
  ) {
    exchange = Mutex(
      RecordedExchange(
        request: request, at: at, status: response.status, headers: response.headers, answeredAt: answeredAt,
        body: [], pieces: [], isWhole: false))
    self.now = now
    self.write = write
  }

  deinit { finish(isWhole: false) }

  func add(_ piece: [UInt8]) {
    let at = now()
    exchange.withLock { exchange in
      exchange.body += piece
      exchange.pieces.append(.init(size: piece.count, at: at))
    }
  }

  func finish(isWhole: Bool) {
    guard !isWritten.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var exchange = exchange.withLock { $0 }
    exchange.isWhole = isWhole
    let type = exchange.headers["content-type"]
    let cleaned = Secrets.clean(exchange.body, ofType: type, at: exchange.request.url)
    if cleaned != exchange.body {
      exchange.body = cleaned
      exchange.pieces = [.init(size: cleaned.count, at: exchange.pieces.last?.at ?? exchange.answeredAt)]
    }
    exchange.headers = Secrets.clean(exchange.headers)
    if exchange.headers["content-length"] != nil { exchange.headers["content-length"] = String(exchange.body.count) }
    write(exchange.json.text + "\n")
  }
}

/// A body that writes down what is read of it.
private struct RecordedBody: AsyncSequence, Sendable {
  typealias Failure = TransportFault

  let body: StreamedResponse.Body
  let log: ExchangeLog

  func makeAsyncIterator() -> Iterator { Iterator(rest: body.makeAsyncIterator(), log: log) }

  struct Iterator: AsyncIteratorProtocol {
    var rest: any AsyncIteratorProtocol<[UInt8], TransportFault>
    let log: ExchangeLog

    mutating func next() async throws(TransportFault) -> [UInt8]? { try await next(isolation: #isolation) }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(TransportFault) -> [UInt8]? {
      guard let piece = try await rest.next(isolation: actor) else {
        log.finish(isWhole: true)
        return nil
      }
      log.add(piece)
      return piece
    }
  }
}
