package import FalProtocol
package import JSON
import Synchronization

/// The network, with everything that goes over it written down: one line of
/// JSON for each exchange, when its answer has been read, and for each thing
/// that happens to a socket, when it does.
package final class RecordingTransport: Transport {
  /// What the first line of a recording says. The first version knew no
  /// sockets, and took requests for others whose URLs were signed anew; the
  /// second knew no facts, and no strands.
  static let version = 3

  private let transport: any Transport
  /// Seconds since the recording began.
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void
  private let sockets = Atomic(0)

  /// - Parameters:
  ///   - platform: what a replay has to know of the platform.
  ///   - now: seconds since the recording began.
  ///   - write: takes whole lines, each with its newline.
  package init(
    _ transport: any Transport, platform: JSON, now: @escaping @Sendable () -> Double,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.transport = transport
    self.now = now
    self.write = write
    write(Self.head(platform))
  }

  /// The first line of a recording.
  package static func head(_ platform: JSON) -> String {
    let head: JSON = ["falsh-recording": JSON(version), "platform": platform]
    return head.text + "\n"
  }

  package func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    let key = RequestKey(request, body: try await Digest.of(request, body))
    let at = now()
    let response = try await noting(key, at) { () async throws(TransportFault) in
      try await transport.execute(request, body: body)
    }
    let log = ExchangeLog(request: key, at: at, response: response, answeredAt: now(), now: now, write: write)
    return StreamedResponse(
      status: response.status, headers: response.headers, body: RecordedBody(body: response.body, log: log))
  }

  package func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening {
    let key = RequestKey(request, body: "")
    let at = now()
    let opening = try await noting(key, at) { () async throws(TransportFault) in try await transport.open(request) }
    switch opening {
    case .open(let socket):
      let number = sockets.add(1, ordering: .relaxed).newValue
      log(.init(opening: key, at: at, WireResponse(status: 101), answeredAt: now(), socket: number))
      return .open(RecordingSocket(socket, number: number, now: now, write: write))
    case .refused(let answer):
      log(.init(opening: key, at: at, answer, answeredAt: now(), socket: nil))
      return .refused(answer)
    }
  }

  /// A fault of the network is written down, to be met again, and so is a
  /// request that was given up before there was an answer.
  private func noting<Answer>(
    _ key: RequestKey, _ at: Double, _ ask: () async throws(TransportFault) -> Answer
  ) async throws(TransportFault) -> Answer {
    do throws(TransportFault) {
      return try await ask()
    } catch {
      let isAbandoned = error.kind == .cancelled
      if isAbandoned || error.kind.recordedWord != nil {
        log(.init(key, at: at, fault: isAbandoned ? nil : error.kind, foundAt: now()))
      }
      throw error
    }
  }

  private func log(_ exchange: RecordedExchange) { write(Secrets.clean(exchange).json.text + "\n") }

  package func shutdown() async { await transport.shutdown() }

  package var connectionsPerHost: Int { transport.connectionsPerHost }
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

  func finish(isWhole: Bool, fault: TransportFault.Kind? = nil) {
    guard !isWritten.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var exchange = exchange.withLock { $0 }
    exchange.isWhole = isWhole
    exchange.fault = fault
    write(Secrets.clean(exchange).json.text + "\n")
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
      do throws(TransportFault) {
        guard let piece = try await rest.next(isolation: actor) else {
          log.finish(isWhole: true)
          return nil
        }
        log.add(piece)
        return piece
      } catch {
        log.finish(isWhole: false, fault: error.kind)
        throw error
      }
    }
  }
}
