import FalProtocol
import Synchronization

/// A socket of a recording. It says what was said after the message that is
/// sent, and nothing to one that was not.
final class ReplaySocket: MessageSocket {
  private let url: String
  private let host: String
  private let recording: Recording
  private let time: any ReplayTime
  private let frames: Mutex<[RecordedFrame]>

  /// - Parameter exchange: what opened it.
  init(
    opened exchange: RecordedExchange, socket: Int, host: String, of recording: Recording, time: any ReplayTime
  ) {
    url = exchange.request.url
    self.host = host
    self.recording = recording
    self.time = time
    frames = Mutex(recording.greeting(of: socket))
  }

  func send(_ message: SocketMessage) async throws(TransportFault) -> Bool {
    guard let turn = recording.take(Digest.of(message), at: url) else { throw notRecorded("an input to") }
    frames.withLock { $0 = turn.frames }
    switch turn.sending {
    case .done: return true
    case .closed: return false
    case .broken: throw TransportFault(.reset, host: host)
    }
  }

  func receive() async throws(TransportFault) -> SocketEvent {
    while let frame = frames.withLock({ $0.first }) {
      switch frame.event {
      case .heard(let event):
        try await time.reach(frame.at, for: host)
        return pass(event)
      case .waited:
        let fault = await TransportFault.untilCancelled(host: host)
        drop()
        throw fault
      case .sent, .left: drop()
      }
    }
    // The recording was cut off there.
    return .broken(notRecorded("an answer of"))
  }

  func received() -> SocketEvent? {
    while let frame = frames.withLock({ $0.first }) {
      if case .heard(let event) = frame.event { return pass(event) }
      drop()
    }
    return nil
  }

  func close() async {}

  /// An end is told again and again.
  private func pass(_ event: SocketEvent) -> SocketEvent {
    switch event {
    case .message:
      drop()
      return event
    case .closed: return event
    case .broken(let fault): return .broken(TransportFault(fault.kind, host: host))
    }
  }

  /// The first of what is left is over. Only one task reads at a time.
  private func drop() { frames.withLock { if !$0.isEmpty { $0.removeFirst() } } }

  private func notRecorded(_ what: String) -> TransportFault {
    TransportFault(.notRecorded("\(what) \(url.prefix { $0 != "?" })"), host: host)
  }
}
