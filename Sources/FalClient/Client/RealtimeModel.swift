import FalProtocol
package import JSON

/// What a model in real time made of one input.
package struct RealtimeAnswer: Sendable, Hashable {
  package let output: JSON
  /// For how long the model worked, as far as it said.
  package let seconds: Double?
}

/// A model in real time: performs what a `RealtimeLine` says.
package actor RealtimeModel {
  private let endpoint: EndpointID
  private let client: FalClient
  private let elapsed: @Sendable () -> Duration
  private var line = RealtimeLine()
  private var token: RealtimeToken?
  private var socket: (any MessageSocket)?
  /// Whether an input waits for its answer.
  private var isBusy = false
  /// To be closed as soon as it is not.
  private var isClosing = false
  /// Whether the input was sent over a connection that is not known to have
  /// ignored it.
  private var isUnderWay = false
  /// Why the connection ended.
  private var fault: TransportFault?
  private var refusal: PlatformError?

  init(endpoint: EndpointID, client: FalClient) {
    self.endpoint = endpoint
    self.client = client
    elapsed = client.clock.stopwatch()
  }

  /// Sends an input and waits for what the model makes of it. There may be
  /// one at a time.
  /// - Throws: `FalError.unknownSubmit` if the connection broke while the
  ///   model had the input; it is not sent again.
  package func answer(to input: JSON) async throws(FalError) -> RealtimeAnswer {
    let bytes: [UInt8]
    do { bytes = try MessagePack.encode(input) } catch { throw .protocolViolation(.unsendable) }
    (isBusy, isUnderWay, fault, refusal) = (true, false, nil, nil)
    do throws(FalError) {
      let answer = try await perform(bytes)
      isBusy = false
      if isClosing { await drop() }
      return answer
    } catch {
      isBusy = false
      await drop()
      throw isUnderWay ? error.afterSending(host: host) : error
    }
  }

  /// Closes the connection once the input that it has is answered.
  package func close() async {
    isClosing = true
    if !isBusy { await drop() }
  }

  private var host: String { client.origins.base(of: .run).host }

  private func perform(_ bytes: [UInt8]) async throws(FalError) -> RealtimeAnswer {
    var action = next(.input)
    while true {
      switch action {
      case .requestToken:
        await drop()
        isUnderWay = false
        token = try await client.realtimeToken(for: endpoint)
        action = next(.token)
      case .open: action = next(try await open())
      case .look: action = next(socket?.received().map(event) ?? .nothing)
      case .send: action = next(try await send(bytes))
      case .listen: action = next(try await listen())
      case .listenBriefly(let time): action = next(try await listen(for: time))
      case .answer(let output, let seconds):
        isUnderWay = false
        return RealtimeAnswer(output: output, seconds: seconds)
      case .fail(let failure): throw error(of: failure)
      }
    }
  }

  private func next(_ event: RealtimeLine.Event) -> RealtimeLine.Action { line.next(after: event, at: elapsed()) }

  private func drop() async {
    await socket?.close()
    socket = nil
  }

  private func open() async throws(FalError) -> RealtimeLine.Event {
    await drop()
    isUnderWay = false
    guard let token else { return .message(.unauthorized) }
    switch try await client.socket(to: endpoint, token) {
    case .open(let socket):
      self.socket = socket
      return .opened
    case .refused(let answer):
      let error = PlatformError(answer)
      guard error.status == 401 else { throw .platform(error) }
      refusal = error
      return .message(.unauthorized)
    }
  }

  private func send(_ bytes: [UInt8]) async throws(FalError) -> RealtimeLine.Event {
    guard !Task.isCancelled else { throw .cancelled }
    guard let socket else { return .notSent }
    isUnderWay = true
    do throws(TransportFault) {
      guard try await socket.send(.binary(bytes)) else {
        isUnderWay = false
        return .notSent
      }
      return .sent
    } catch {
      // Nobody was sent anything.
      if error.isNotRecorded { isUnderWay = false }
      fault = error
      return .closed
    }
  }

  // MARK: What comes

  private func listen() async throws(FalError) -> RealtimeLine.Event {
    guard let socket else { return .closed }
    do throws(TransportFault) { return event(try await socket.receive()) } catch { throw .cancelled }
  }

  private func listen(for time: Duration) async throws(FalError) -> RealtimeLine.Event {
    guard let socket else { return .closed }
    let clock = client.clock
    let found = await withTaskGroup(of: SocketEvent?.self) { group in
      group.addTask { try? await socket.receive() }
      group.addTask {
        try? await clock.sleep(for: time)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      // Both may have come at once.
      guard first == nil else { return first }
      return await group.next() ?? nil
    }
    return found.map(event) ?? .nothing
  }

  private func event(_ event: SocketEvent) -> RealtimeLine.Event {
    switch event {
    case .message(let message): return .message(RealtimeMessage(message))
    case .closed: return .closed
    case .broken(let fault):
      self.fault = fault
      return .closed
    }
  }

  private func error(of failure: RealtimeLine.Failure) -> FalError {
    switch failure {
    case .model(let word, let reason):
      isUnderWay = false
      return .platform(PlatformError(realtime: word, reason: reason))
    case .unauthorized:
      isUnderWay = false
      return .platform(refusal ?? PlatformError(status: 401, shape: .errorText, message: "Unauthorized"))
    case .notTaken:
      isUnderWay = false
      return .transport(fault ?? TransportFault(.reset, host: host))
    case .lost:
      let fault = fault ?? TransportFault(.reset, host: host)
      return fault.isNotRecorded ? .transport(fault) : .unknownSubmit(fault)
    case .unreadable: return .interrupted(TransportFault(.unreadableAnswer, host: host))
    }
  }
}
