#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one run of a program took.
struct ProcessRun: Sendable {
  /// The program cannot be started.
  struct NotStarted: Error, CustomStringConvertible {
    let code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// The exit status; 128 and more for a signal.
  let status: Int32
  /// From the start to the first byte of output; nil if there was none.
  let firstOutput: Duration?
  /// From the start to the end.
  let whole: Duration
  /// The most memory it had, in bytes. Linux counts the starting process's
  /// memory in, so that less than that cannot be seen.
  let peakMemory: Int
  /// How long processors worked for it.
  let work: Duration

  /// Runs a program to its end, and blocks until then.
  /// - Parameter receive: is given its output piece by piece.
  init(_ invocation: Invocation, receive: (ArraySlice<UInt8>) -> Void = { _ in }) throws(NotStarted) {
    let start = ContinuousClock.now
    let process = try ChildProcess(invocation)
    var firstOutput: Duration?
    while let piece = process.output.next() {
      firstOutput = firstOutput ?? start.duration(to: .now)
      receive(piece)
    }
    let ending = process.wait()
    whole = start.duration(to: .now)
    self.firstOutput = firstOutput
    status = ending.status
    peakMemory = ending.usage.peakMemory
    work = ending.usage.work
  }
}

extension rusage {
  /// In bytes.
  var peakMemory: Int {
    #if canImport(Darwin)
      ru_maxrss
    #else
      ru_maxrss * 1024
    #endif
  }

  /// How long processors worked.
  var work: Duration {
    .seconds(Int64(ru_utime.tv_sec + ru_stime.tv_sec)) + .microseconds(Int64(ru_utime.tv_usec + ru_stime.tv_usec))
  }
}
