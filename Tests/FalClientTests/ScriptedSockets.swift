import FalClient
import FalProtocol
import JSON
import Synchronization

/// A transport whose sockets answer from a script.
final class ScriptedSockets: Transport {
  /// What becomes of one attempt to open a socket: it is refused, or opened
  /// and answers each message with the next of its lists.
  enum Step: Sendable {
    case refuse(Int)
    case open([[SocketEvent]])
    /// The same, with what comes before anything is asked.
    case greet([SocketEvent], [[SocketEvent]])
    /// The same once whoever wanted it has given up.
    case openLate
  }

  private struct State {
    var steps: [Step]
    var lines: [String] = []
    var headers: [WireHeaders] = []
    var inputs: [JSON] = []
    var closings = 0
  }

  private let state: Mutex<State>

  init(_ steps: [Step]) { state = Mutex(State(steps: steps)) }

  /// What was asked: `GET https://…`.
  var lines: [String] { state.withLock { $0.lines } }
  /// Those of the requests for sockets.
  var headers: [WireHeaders] { state.withLock { $0.headers } }
  /// What was sent over sockets.
  var inputs: [JSON] { state.withLock { $0.inputs } }

  /// How often sockets were closed.
  var closings: Int { state.withLock { $0.closings } }

  func client(
    clock: any Clock<Duration> = ScriptedClock(), limits: TimeLimits = TimeLimits()
  ) throws -> FalClient {
    FalClient(
      origins: try .fal(environment: [:]), credentials: Credentials(key: "id:secret"), transport: self, clock: clock,
      random: { 0.5 }, userAgent: "falsh/test", limits: limits)
  }

  func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse {
    let number = state.withLock { state in
      state.lines.append("\(request.method.rawValue) \(request.url)")
      return state.lines.count
    }
    let answer = WireResponse(status: 200, json: .string("token-\(number)"))
    return StreamedResponse(
      status: 200, headers: answer.headers, body: ScriptedBody(pieces: [answer.body], host: request.url.host))
  }

  func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening {
    let step = state.withLock { state -> Step? in
      state.lines.append("\(request.method.rawValue) \(request.url)")
      state.headers.append(request.headers)
      return state.steps.isEmpty ? nil : state.steps.removeFirst()
    }
    switch step {
    case .refuse(let status)?: return .refused(WireResponse(status: status, json: ["detail": "no"]))
    case .open(let answers)?: return .open(socket([], answers))
    case .greet(let greeting, let answers)?: return .open(socket(greeting, answers))
    case .openLate?:
      _ = await ScriptedBody.untilCancelled(host: request.url.host)
      return .open(socket([], []))
    case nil: throw TransportFault(.refused, host: request.url.host)
    }
  }

  func shutdown() async {}

  private func socket(_ greeting: [SocketEvent], _ answers: [[SocketEvent]]) -> ScriptedSocket {
    ScriptedSocket(greeting: greeting, answers: answers) {
      self.note($0)
    } whenClosed: {
      self.state.withLock { $0.closings += 1 }
    }
  }

  private func note(_ message: SocketMessage) {
    guard case .binary(let bytes) = message, let json = try? MessagePack.decode(bytes) else { return }
    state.withLock { $0.inputs.append(json) }
  }
}

/// A socket that says nothing of itself once its script has ended.
final class ScriptedSocket: MessageSocket {
  private struct State {
    var pending: [SocketEvent]
    var answers: [[SocketEvent]]
    var isClosed = false
  }

  private let state: Mutex<State>
  private let note: @Sendable (SocketMessage) -> Void
  private let whenClosed: @Sendable () -> Void

  init(
    greeting: [SocketEvent], answers: [[SocketEvent]], note: @escaping @Sendable (SocketMessage) -> Void,
    whenClosed: @escaping @Sendable () -> Void
  ) {
    state = Mutex(State(pending: greeting, answers: answers))
    self.note = note
    self.whenClosed = whenClosed
  }

  func send(_ message: SocketMessage) async throws(TransportFault) -> Bool {
    note(message)
    state.withLock { state in
      if !state.answers.isEmpty { state.pending += state.answers.removeFirst() }
    }
    return true
  }

  func receive() async throws(TransportFault) -> SocketEvent {
    if let event = received() { return event }
    throw await ScriptedBody.untilCancelled(host: "fal.run")
  }

  func received() -> SocketEvent? {
    state.withLock { $0.pending.isEmpty ? nil : $0.pending.removeFirst() }
  }

  func close() async { whenClosed() }
}

extension SocketEvent {
  static func said(_ message: RealtimeMessage) -> SocketEvent {
    (try? message.wire()).flatMap { $0 }.map(SocketEvent.message) ?? .closed(code: nil)
  }

  /// A result, and how long it took.
  static func result(_ json: JSON) -> [SocketEvent] { [.said(.result(json)), .said(.timing(0.5))] }
}

extension RealtimeModel {
  /// What becomes of inputs that are sent one after the other; then it is
  /// closed.
  func outcomes(of inputs: [JSON]) async -> [Result<RealtimeAnswer, FalError>] {
    var outcomes: [Result<RealtimeAnswer, FalError>] = []
    for input in inputs {
      do throws(FalError) {
        outcomes.append(.success(try await answer(to: input)))
      } catch {
        outcomes.append(.failure(error))
      }
    }
    await close()
    return outcomes
  }
}
