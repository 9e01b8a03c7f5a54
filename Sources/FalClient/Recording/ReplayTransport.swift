package import FalProtocol

/// A recording in the place of the network.
package struct ReplayTransport: Transport {
  private let recording: Recording
  /// Waits as long as it took, where that is wanted.
  private let wait: @Sendable (Duration) async -> Void

  /// - Parameter wait: lets time pass; does nothing where no time is to be lost.
  package init(_ recording: Recording, wait: @escaping @Sendable (Duration) async -> Void = { _ in }) {
    self.recording = recording
    self.wait = wait
  }

  package func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    let exchange = try await answer(to: try await recording.key(of: request, body), from: request.url.host)
    return StreamedResponse(
      status: exchange.status, headers: exchange.headers,
      body: ReplayedBody(exchange: exchange, transport: self, host: request.url.host))
  }

  package func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening {
    let exchange = try await answer(to: RequestKey(request, body: ""), from: request.url.host)
    guard let socket = exchange.socket else {
      return .refused(WireResponse(status: exchange.status, headers: exchange.headers, body: exchange.body))
    }
    return .open(
      ReplaySocket(opened: exchange, socket: socket, host: request.url.host, of: recording) { await pause($0) })
  }

  private func answer(to key: RequestKey, from host: String) async throws(TransportFault) -> RecordedExchange {
    guard let exchange = recording.take(key) else {
      throw TransportFault(.notRecorded("\(key.method) \(key.url)"), host: host)
    }
    recording.reach(exchange.at)
    await pause(exchange.answeredAt - exchange.at)
    recording.reach(exchange.answeredAt)
    if exchange.status == 0, let fault = exchange.fault { throw TransportFault(fault, host: host) }
    return exchange
  }

  package func shutdown() async {}

  private func pause(_ seconds: Double) async {
    guard seconds > 0, seconds < 1e9 else { return }
    await wait(.seconds(seconds))
  }

  private struct ReplayedBody: AsyncSequence, Sendable {
    typealias Failure = TransportFault

    let exchange: RecordedExchange
    let transport: ReplayTransport
    let host: String

    func makeAsyncIterator() -> Iterator { Iterator(source: self, moment: exchange.answeredAt) }

    struct Iterator: AsyncIteratorProtocol {
      let source: ReplayedBody
      var moment: Double
      var index = 0
      var offset = 0

      mutating func next() async throws(TransportFault) -> [UInt8]? { try await next(isolation: #isolation) }

      mutating func next(isolation actor: isolated (any Actor)?) async throws(TransportFault) -> [UInt8]? {
        if Task.isCancelled { throw TransportFault(.cancelled, host: source.host) }
        guard index < source.exchange.pieces.count else {
          guard source.exchange.isWhole else {
            throw TransportFault(source.exchange.fault ?? .reset, host: source.host)
          }
          return nil
        }
        let piece = source.exchange.pieces[index]
        await source.transport.pause(piece.at - moment)
        source.transport.recording.reach(piece.at)
        moment = piece.at
        index += 1
        offset += piece.size
        return Array(source.exchange.body[(offset - piece.size)..<offset])
      }
    }
  }
}
