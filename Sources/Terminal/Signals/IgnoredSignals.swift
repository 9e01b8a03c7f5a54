#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals that a shell does without, since `write` tells the same: a
/// reader that went away (`| head`), and a file as large as it may be.
///
/// What is ignored stays so in the programs that a process starts, which
/// count on being ended: they get it back.
package enum IgnoredSignals {
  package static let all: [Int32] = [SIGPIPE, SIGXFSZ]

  /// Ignores them in this process.
  package static func ignore() { for number in all { signal(number, SIG_IGN) } }
}
