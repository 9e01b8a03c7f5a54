import CEditLine
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals a shell lives with, as values instead of interruptions. One
/// a process.
///
/// Handlers write each signal's number to a pipe, a thread reads it. The
/// prompt is asked first: while it shows, Ctrl-C and its like concern the
/// line that is being typed, not the shell.
package final class SignalWatch: Sendable {
  package static let watched: [Int32] = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH, SIGCONT]

  /// Each signal that no responder took. For one reader.
  package let signals: AsyncStream<Int32>

  private let continuation: AsyncStream<Int32>.Continuation
  private let responder = Mutex<Responder?>(nil)

  /// Who is asked first.
  private struct Responder: Sendable {
    let takes: @Sendable (Int32) -> Bool
  }

  /// Takes the signals from the system's hands; without a pipe they keep
  /// doing what they did.
  package init(_ numbers: [Int32] = SignalWatch.watched) {
    (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    let pipe = signal_pipe()
    guard pipe >= 0 else { return }
    for number in numbers { _ = signal_pipe_watch(number) }
    _ = DedicatedThread { [weak self] in
      var number: UInt8 = 0
      while read(pipe, &number, 1) == 1 || errno == EINTR { self?.receive(Int32(number)) }
    }
  }

  /// Asks `responder` first from now on; it returns whether the signal
  /// needs nothing more. Called on the watch's own thread.
  package func attach(_ responder: @escaping @Sendable (Int32) -> Bool) {
    self.responder.withLock { $0 = Responder(takes: responder) }
  }

  /// Passes a signal on that the system would have sent, had it not been
  /// ignored.
  package func report(_ number: Int32) { continuation.yield(number) }

  /// Ends the process by a signal, as if it had never been watched.
  package static func die(by number: Int32) -> Never {
    signal_die(number)
  }

  private func receive(_ number: Int32) {
    let responder = responder.withLock { $0 }
    if responder?.takes(number) != true { continuation.yield(number) }
  }
}
