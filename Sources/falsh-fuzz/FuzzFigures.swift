#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was tried, and what it took.
struct FuzzFigures: Sendable {
  private(set) var inputs = 0
  private var bytes = 0
  private let start = ContinuousClock.now

  mutating func add(_ text: String) {
    inputs += 1
    bytes += text.utf8.count
  }

  var summary: String {
    let seconds = start.duration(to: .now) / .seconds(1)
    let rate = Int(Double(inputs) / max(seconds, 0.001))
    return "\(inputs) inputs, \(bytes / max(inputs, 1)) bytes each, in \(Int(seconds)) s (\(rate) a second), "
      + "peak memory \(Self.peakMemory >> 20) MiB"
  }

  /// In bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    #if canImport(Darwin)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss * 1024
    #endif
  }
}
