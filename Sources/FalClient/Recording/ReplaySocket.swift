import FalProtocol
import Synchronization

/// A socket of a recording. It says what was said after the message that is
/// sent, and nothing to one that was not.
final class ReplaySocket: MessageSocket {
  private struct State {
    var frames: [RecordedFrame]
    /// When the one before was there, in seconds from the start of the
    /// recording.
    var moment: Double
  }

  private let url: String
  private let host: String
  private let recording: Recording
  private let pause: @Sendable (_ seconds: Double) async -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - exchange: what opened it.
  ///   - pause: lets so many seconds pass; does nothing where no time is to be
  ///     lost.
  init(
    opened exchange: RecordedExchange, socket: Int, host: String, of recording: Recording,
    pause: @escaping @Sendable (_ seconds: Double) async -> Void
  ) {
    url = exchange.request.url
    self.host = host
    self.recording = recording
    self.pause = pause
    state = Mutex(State(frames: recording.greeting(of: socket), moment: exchange.answeredAt))
  }

  func send(_ message: SocketMessage) async throws(TransportFault) -> Bool {
    guard let turn = recording.take(Digest.of(message), at: url) else { throw notRecorded("an input to") }
    recording.reach(turn.at)
    state.withLock { $0 = State(frames: turn.frames, moment: turn.at) }
    switch turn.sending {
    case .done: return true
    case .closed: return false
    case .broken: throw TransportFault(.reset, host: host)
    }
  }

  func receive() async throws(TransportFault) -> SocketEvent {
    while let (frame, wait) = state.withLock({ state in state.frames.first.map { ($0, $0.at - state.moment) } }) {
      switch frame.event {
      case .heard(let event):
        if wait > 0 {
          await pause(wait)
          if Task.isCancelled { throw TransportFault(.cancelled, host: host) }
        }
        return pass(frame, event)
      case .waited:
        await Self.untilCancelled()
        drop(frame)
        throw TransportFault(.cancelled, host: host)
      case .sent, .left: drop(frame)
      }
    }
    // The recording was cut off there.
    return .broken(notRecorded("an answer of"))
  }

  func received() -> SocketEvent? {
    while let frame = state.withLock({ $0.frames.first }) {
      if case .heard(let event) = frame.event { return pass(frame, event) }
      drop(frame)
    }
    return nil
  }

  func close() async {}

  /// An end is told again and again.
  private func pass(_ frame: RecordedFrame, _ event: SocketEvent) -> SocketEvent {
    recording.reach(frame.at)
    switch event {
    case .message:
      drop(frame)
      return event
    case .closed: return event
    case .broken(let fault): return .broken(TransportFault(fault.kind, host: host))
    }
  }

  /// The first of what is left is over. Only one task reads at a time.
  private func drop(_ frame: RecordedFrame) {
    state.withLock { state in
      if !state.frames.isEmpty { state.frames.removeFirst() }
      state.moment = frame.at
    }
  }

  private func notRecorded(_ what: String) -> TransportFault {
    TransportFault(.notRecorded("\(what) \(url.prefix { $0 != "?" })"), host: host)
  }

  private static func untilCancelled() async {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    withExtendedLifetime(continuation) {}
  }
}
