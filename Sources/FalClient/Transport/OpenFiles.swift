#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many files and connections this process may have open.
package enum OpenFiles {
  /// The most that is asked for: what the largest `parallel` needs, and what
  /// macOS gives at most.
  package static let most = 10_240
  /// What is open beside connections: streams, journal, scripts, downloads.
  private static let reserve = 64

  /// How many files may be open now, at least 0.
  package static var limit: Int {
    var limit = rlimit()
    return getrlimit(kind, &limit) == 0 ? Int(clamping: limit.rlim_cur) : 0
  }

  /// Raises the limit as far as it may be raised, and up to `most`.
  /// - Returns: the limit, at least 0.
  package static func raiseLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0 else { return 0 }
    let wanted = min(limit.rlim_max, rlim_t(most))
    if limit.rlim_cur < wanted {
      var raised = limit
      raised.rlim_cur = wanted
      if setrlimit(kind, &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// How many connections to one host there can be, at least 4. What goes to
  /// other hosts beside it, as files do, is not counted: under a low limit
  /// both together can come up against it, which is told then.
  /// - Parameter ends: how many ends of each are in this process: 2 where
  ///   its server is here too.
  package static func connections(within limit: Int, ends: Int = 1) -> Int {
    max(4, (limit - reserve) / max(1, ends))
  }

  #if canImport(Glibc)
    private static let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let kind = RLIMIT_NOFILE
  #endif
}
