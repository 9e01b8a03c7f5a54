import Shell
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output, where results go: what could not be written there (a full
/// disk) was paid for, and whoever reads it must not take a part for all.
final class ResultOutput: Sendable {
  private struct State {
    /// Why something could not be written; 0: everything was.
    var failure: Int32 = 0
    var watch: SignalWatch?
  }

  private let state = Mutex(State())

  /// A reader that goes away (`| head`) has had enough from now on: what is
  /// running hears so as it would of any signal.
  func tell(_ watch: SignalWatch) { state.withLock { $0.watch = watch } }

  func write(_ text: String) {
    let code = writeAll(text, to: 1)
    guard code != 0 else { return }
    let watch = state.withLock { state in
      if state.failure == 0 { state.failure = code }
      return state.watch
    }
    if code == EPIPE { watch?.report(SIGPIPE) }
  }

  /// The exit status of a run that ended with `status`.
  func status(of status: Int32) -> Int32 {
    let code = state.withLock { $0.failure }
    guard code != 0, code != EPIPE else { return status }
    writeAll("falsh: not all results could be written: \(String(cString: strerror(code)).lowercased())\n", to: 2)
    return status == ExitCode.done.rawValue ? ExitCode.failed.rawValue : status
  }
}
