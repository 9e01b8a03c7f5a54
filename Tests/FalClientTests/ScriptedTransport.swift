import FalClient
import FalProtocol
import JSON
import Synchronization

/// A transport that answers from a script, and remembers what it was asked.
final class ScriptedTransport: Transport {
  /// What becomes of one request.
  enum Step: Sendable {
    case answer(WireResponse)
    /// A body in pieces, which ends well or in a fault.
    case pieces(status: Int, WireHeaders, [String], end: TransportFault.Kind?)
    /// A body that goes silent after its pieces.
    case silence([String])
    case fault(TransportFault.Kind)
    /// No answer until the task is cancelled.
    case hang

    static func json(_ json: JSON, status: Int = 200, headers: WireHeaders = [:]) -> Step {
      .answer(WireResponse(status: status, headers: headers, json: json))
    }

    static func events(_ texts: [String], end: TransportFault.Kind? = nil) -> Step {
      .pieces(status: 200, ["content-type": "text/event-stream"], texts, end: end)
    }
  }

  /// A request as it arrived, with the bytes of its body.
  struct Sent: Sendable {
    let request: WireRequest
    let body: [UInt8]

    var line: String { "\(request.method.rawValue) \(request.url)" }
    var authorization: String? { request.headers["authorization"] }
  }

  private let script: @Sendable (Sent, _ number: Int) -> Step
  private let log = Mutex<[Sent]>([])
  let connectionsPerHost: Int

  /// - Parameter script: is asked with each request and its number, from 1.
  init(connectionsPerHost: Int = .max, _ script: @escaping @Sendable (Sent, _ number: Int) -> Step) {
    self.connectionsPerHost = connectionsPerHost
    self.script = script
  }

  /// Answers in turn; a request too many is refused for good.
  convenience init(_ steps: [Step]) {
    self.init { _, number in
      number <= steps.count ? steps[number - 1] : .json(["detail": "script ended"], status: 418)
    }
  }

  var sent: [Sent] { log.withLock { $0 } }
  var lines: [String] { sent.map(\.line) }

  func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    let host = request.url.host
    var bytes = request.body
    do {
      if let body { for try await piece in body { bytes += piece } }
    } catch {
      guard let fault = error as? FileFault else { throw TransportFault(.cancelled, host: host) }
      throw TransportFault(.file(fault), host: host)
    }
    let sent = Sent(request: request, body: bytes)
    let number = log.withLock { log in
      log.append(sent)
      return log.count
    }
    return try await perform(script(sent, number), host: host)
  }

  func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening {
    throw TransportFault(.other("no sockets here"), host: request.url.host)
  }

  func shutdown() async {}

  private func perform(_ step: Step, host: String) async throws(TransportFault) -> StreamedResponse {
    switch step {
    case .answer(let response):
      let pieces = ScriptedBody(pieces: [response.body], host: host)
      return StreamedResponse(status: response.status, headers: response.headers, body: pieces)
    case .pieces(let status, let headers, let texts, let end):
      let body = ScriptedBody(pieces: texts.map { Array($0.utf8) }, end: end, host: host)
      return StreamedResponse(status: status, headers: headers, body: body)
    case .silence(let texts):
      let body = ScriptedBody(pieces: texts.map { Array($0.utf8) }, hangs: true, host: host)
      return StreamedResponse(status: 200, headers: ["content-type": "text/event-stream"], body: body)
    case .fault(let kind): throw TransportFault(kind, host: host)
    case .hang: throw await ScriptedBody.untilCancelled(host: host)
    }
  }
}

/// A body from a script.
struct ScriptedBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let pieces: [[UInt8]]
  var end: TransportFault.Kind?
  var hangs = false
  let host: String

  func makeAsyncIterator() -> Iterator { Iterator(body: self) }

  struct Iterator: AsyncIteratorProtocol {
    let body: ScriptedBody
    var position = 0

    mutating func next() async throws(TransportFault) -> [UInt8]? {
      if position < body.pieces.count {
        position += 1
        return body.pieces[position - 1]
      }
      if body.hangs { throw await ScriptedBody.untilCancelled(host: body.host) }
      if let end = body.end { throw TransportFault(end, host: body.host) }
      return nil
    }
  }

  static func untilCancelled(host: String) async -> TransportFault {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    withExtendedLifetime(continuation) {}
    return TransportFault(.cancelled, host: host)
  }
}

/// A clock on which short sleeps take no time, and long ones for ever: so
/// retries and polls are instant, and no limit is reached by chance.
struct ScriptedClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private final class Time: Sendable {
    let offset = Mutex(Duration.zero)
  }

  /// Longer than the longest delay between attempts, and shorter than the
  /// shortest limit.
  static let longSleep: Duration = .seconds(23)

  private let time = Time()

  var now: Instant { Instant(offset: time.offset.withLock { $0 }) }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    guard now.duration(to: deadline) < Self.longSleep else {
      _ = await ScriptedBody.untilCancelled(host: "")
      throw CancellationError()
    }
    advance(to: deadline)
    await Task.yield()
    try Task.checkCancellation()
  }

  func advance(to instant: Instant) { time.offset.withLock { $0 = max($0, instant.offset) } }
}
