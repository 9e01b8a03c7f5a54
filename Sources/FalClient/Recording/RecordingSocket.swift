import FalProtocol
import JSON
import Synchronization

/// A socket, with everything that its client sees of it written down when it
/// does: not when it comes, so that a replay is in the same order.
final class RecordingSocket: MessageSocket {
  private let socket: any MessageSocket
  private let number: Int
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void
  private let hasEnded = Atomic(false)

  init(
    _ socket: any MessageSocket, number: Int, now: @escaping @Sendable () -> Double,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.socket = socket
    self.number = number
    self.now = now
    self.write = write
  }

  func send(_ message: SocketMessage) async throws(TransportFault) -> Bool {
    let (digest, at) = (Digest.of(message), now())
    do throws(TransportFault) {
      let isSent = try await socket.send(message)
      log(.sent(digest, isSent ? .done : .closed), at: at)
      return isSent
    } catch {
      log(.sent(digest, .broken), at: at)
      throw error
    }
  }

  func receive() async throws(TransportFault) -> SocketEvent {
    do throws(TransportFault) {
      return noted(try await socket.receive())
    } catch {
      log(.waited, at: now())
      throw error
    }
  }

  func received() -> SocketEvent? { socket.received().map(noted) }

  func close() async {
    if !hasEnded.exchange(true, ordering: .acquiringAndReleasing) { log(.left, at: now()) }
    await socket.close()
  }

  /// An end is told again and again, and is written down once.
  private func noted(_ event: SocketEvent) -> SocketEvent {
    if case .message(let message) = event {
      log(.heard(.message(Secrets.clean(message))), at: now())
    } else if !hasEnded.exchange(true, ordering: .acquiringAndReleasing) {
      log(.heard(event), at: now())
    }
    return event
  }

  private func log(_ event: RecordedFrame.Event, at moment: Double) {
    write(RecordedFrame(socket: number, at: moment, event).json.text + "\n")
  }
}
