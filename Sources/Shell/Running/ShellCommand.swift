import Diagnostics
import JSON
import Language
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `!command`: the rest of the line, given to `sh` as it is; what is piped in
/// stands on its standard input as JSON.
struct ShellCommand: Sendable {
  let line: String
  let input: Value?
  let session: Session

  /// - Throws: `Failure` if the program cannot be started or fails.
  func run() async throws -> Value {
    let text = try await input?.settled().json.text
    let bytes = text.map { Array(($0 + "\n").utf8) }
    let status = try await session.childTerminal.run { try await spawn(input: bytes) }
    guard status == 0 else { throw Failure(.fail, .programFailed(line, status)) }
    return .nothing
  }

  /// Waiting blocks, so it has a thread of its own.
  private func spawn(input: [UInt8]?) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      let work = Work { continuation.resume(with: Result { try start(input: input) }) }
      var thread = pthread_t(bitPattern: 0)
      let argument = Unmanaged.passRetained(work).toOpaque()
      let code = pthread_create(
        &thread, nil,
        { argument in
          #if canImport(Darwin)
            Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          #else
            if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
          #endif
          return nil
        }, argument)
      if code == 0 {
        pthread_detach(thread)
      } else {
        Unmanaged<Work>.fromOpaque(argument).release()
        continuation.resume(throwing: Failure(.fail, .cannotStart(line, code)))
      }
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private func start(input: [UInt8]?) throws -> Int32 {
    var pipe: [Int32] = [-1, -1]
    if input != nil { guard Self.makePipe(&pipe) == 0 else { throw Failure(.fail, .cannotStart(line, errno)) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if input != nil {
      posix_spawn_file_actions_adddup2(&actions, pipe[0], 0)
      posix_spawn_file_actions_addclose(&actions, pipe[1])
    }
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var ignored = sigset_t()
    sigemptyset(&ignored)
    for number in IgnoredSignals.all { sigaddset(&ignored, number) }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process = pid_t()
    let arguments: [String] = ["/bin/sh", "-c", limited]
    let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let kept = session.environment.variables.filter { !$0.key.hasPrefix("FAL_KEY") }
    let variables: [UnsafeMutablePointer<CChar>?] = kept.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, variables)
    if input != nil { close(pipe[0]) }
    guard code == 0 else { throw Failure(.fail, .cannotStart(line, code)) }
    if let input { Self.write(input, to: pipe[1]) }
    return Self.status(of: process)
  }

  /// The line for a program that may have as many files open as it would
  /// have without this shell: some count on few, for `select` or to close
  /// them all. In the same line, so that `sh` counts lines as the person does.
  private var limited: String { session.environment.openFiles.map { "ulimit -S -n \($0); \(line)" } ?? line }

  private static func makePipe(_ descriptors: inout [Int32]) -> Int32 {
    descriptors.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map { pipe($0) } ?? -1 }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    // A program that does not read its input is no fault of ours.
    _ = bytes.withUnsafeBytes { writeWhole($0, to: descriptor) }
    close(descriptor)
  }

  private static func status(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

extension Diagnostic {
  fileprivate static func programFailed(_ line: String, _ status: Int32) -> Diagnostic {
    Diagnostic(code: "program-failed", "'\(line)' ended with status \(status)")
  }

  fileprivate static func cannotStart(_ line: String, _ code: Int32) -> Diagnostic {
    Diagnostic(code: "cannot-start", "cannot start '\(line)': \(String(cString: strerror(code)).lowercased())")
  }
}
