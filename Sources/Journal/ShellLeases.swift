import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which shells are alive: each holds a lock on the byte of its number in a
/// file beside the journal. The system lets go of it however the process
/// ends, so that nothing has to be renewed or cleaned up, and no number of a
/// process that was used again can deceive.
///
/// The locks belong to the open file (OFD), not to the process: two journals
/// in one process are two shells, and closing another descriptor of the file
/// frees nothing.
final class ShellLeases: Sendable {
  private struct State {
    var descriptor: Int32?
    var own: Set<Int64> = []
  }

  /// Nil for a journal that nobody else can see.
  private let path: String?
  private let state = Mutex(State())

  init(path: String?) { self.path = path }

  deinit {
    if let descriptor = state.withLock({ $0.descriptor }) { close(descriptor) }
  }

  /// Holds a shell's number for as long as this object lives.
  /// - Throws: `JournalError.cannotOpen`.
  func hold(_ shell: Int64) throws(JournalError) {
    try state.withLock { state throws(JournalError) in
      if let descriptor = try descriptor(&state) {
        var lock = Self.byte(shell)
        guard fcntl(descriptor, Self.setLock, &lock) == 0 else { throw .cannotOpen(errno: errno) }
      }
      state.own.insert(shell)
    }
  }

  /// Whether a shell other than this one is alive.
  /// - Throws: `JournalError.cannotOpen`.
  func isHeldElsewhere(_ shell: Int64) throws(JournalError) -> Bool {
    try state.withLock { state throws(JournalError) in
      guard !state.own.contains(shell), let descriptor = try descriptor(&state) else { return false }
      var lock = Self.byte(shell)
      guard fcntl(descriptor, Self.getLock, &lock) == 0 else { throw .cannotOpen(errno: errno) }
      return lock.l_type != Int16(F_UNLCK)
    }
  }

  private func descriptor(_ state: inout State) throws(JournalError) -> Int32? {
    if let descriptor = state.descriptor { return descriptor }
    guard let path else { return nil }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .opening(errno) }
    state.descriptor = descriptor
    return descriptor
  }

  private static func byte(_ shell: Int64) -> flock {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(shell)
    lock.l_len = 1
    return lock
  }

  // The C headers show these to GNU programs only.
  #if canImport(Darwin)
    private static let (getLock, setLock): (Int32, Int32) = (92, 90)
  #else
    private static let (getLock, setLock): (Int32, Int32) = (36, 37)
  #endif
}
