package import FalProtocol

/// A recording in the place of the network.
package struct ReplayTransport: Transport {
  private let recording: Recording
  private let time: any ReplayTime

  package init(_ recording: Recording, time: any ReplayTime) {
    self.recording = recording
    self.time = time
  }

  package func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    let exchange = try await answer(to: try await recording.key(of: request, body), from: request.url.host)
    return StreamedResponse(
      status: exchange.status, headers: exchange.headers,
      body: ReplayedBody(exchange: exchange, time: time, host: request.url.host))
  }

  package func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening {
    let exchange = try await answer(to: RequestKey(request, body: ""), from: request.url.host)
    guard let socket = exchange.socket else {
      return .refused(WireResponse(status: exchange.status, headers: exchange.headers, body: exchange.body))
    }
    return .open(
      ReplaySocket(opened: exchange, socket: socket, host: request.url.host, of: recording, time: time))
  }

  private func answer(to key: RequestKey, from host: String) async throws(TransportFault) -> RecordedExchange {
    guard let exchange = recording.take(key) else {
      throw TransportFault(.notRecorded("\(key.method) \(key.url)"), host: host)
    }
    try await time.reach(exchange.answeredAt, for: host)
    guard exchange.status == 0 else { return exchange }
    throw await time.fault(exchange.fault, after: exchange.answeredAt, for: host)
  }

  package func shutdown() async {}

  private struct ReplayedBody: AsyncSequence, Sendable {
    typealias Failure = TransportFault

    let exchange: RecordedExchange
    let time: any ReplayTime
    let host: String

    func makeAsyncIterator() -> Iterator { Iterator(source: self) }

    struct Iterator: AsyncIteratorProtocol {
      let source: ReplayedBody
      var index = 0
      var offset = 0

      mutating func next() async throws(TransportFault) -> [UInt8]? { try await next(isolation: #isolation) }

      mutating func next(isolation actor: isolated (any Actor)?) async throws(TransportFault) -> [UInt8]? {
        if Task.isCancelled { throw TransportFault(.cancelled, host: source.host) }
        guard index < source.exchange.pieces.count else {
          if source.exchange.isWhole { return nil }
          throw await source.time.fault(
            source.exchange.fault, after: source.exchange.pieces.last?.at ?? source.exchange.answeredAt,
            for: source.host)
        }
        let piece = source.exchange.pieces[index]
        try await source.time.reach(piece.at, for: source.host)
        index += 1
        offset += piece.size
        return Array(source.exchange.body[(offset - piece.size)..<offset])
      }
    }
  }
}

extension ReplayTime {
  /// Waits for a moment on behalf of a request.
  func reach(_ moment: Double, for host: String) async throws(TransportFault) {
    do { try await wait(until: moment) } catch { throw TransportFault(.cancelled, host: host) }
  }

  /// How long, in seconds, who gave something up may take for it in a replay.
  private var grace: Double { 30 }

  /// How something ended that did not come, or not to its end.
  /// - Parameters:
  ///   - kind: as it is recorded; nil where nobody waited for more: then
  ///     nobody will for long, unless whoever gave up was a person.
  ///   - moment: of the last that came.
  func fault(_ kind: TransportFault.Kind?, after moment: Double, for host: String) async -> TransportFault {
    if let kind { return TransportFault(kind, host: host) }
    do throws(TransportFault) { try await reach(moment + grace, for: host) } catch { return error }
    return TransportFault(.reset, host: host)
  }
}

extension TransportFault {
  /// What is told of something that never comes.
  static func untilCancelled(host: String) async -> TransportFault {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    withExtendedLifetime(continuation) {}
    return TransportFault(.cancelled, host: host)
  }
}
