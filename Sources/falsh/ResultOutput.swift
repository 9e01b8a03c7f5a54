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
  /// Why something could not be written; 0: everything was.
  private let failure = Mutex<Int32>(0)

  func write(_ text: String) {
    let code = writeAll(text, to: 1)
    failure.withLock { if $0 == 0 { $0 = code } }
  }

  /// The exit status of a run that ended with `status`. A reader that went
  /// away (`| head`) has had enough, and all is well.
  func status(of status: Int32) -> Int32 {
    let code = failure.withLock { $0 }
    guard code != 0, code != EPIPE else { return status }
    writeAll("falsh: not all results could be written: \(String(cString: strerror(code)).lowercased())\n", to: 2)
    return status == ExitCode.done.rawValue ? ExitCode.failed.rawValue : status
  }
}
