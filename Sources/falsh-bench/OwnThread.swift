#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Work that blocks, done on a thread of its own, so that the threads which
/// tasks share stay free.
final class OwnThread: Sendable {
  private let body: @Sendable () -> Void

  private init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// - Throws: what `body` throws, or `ProcessRun.NotStarted` if there is no
  ///   thread to be had.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let code = OwnThread { continuation.resume(with: Result { try body() }) }.start()
      if code != 0 { continuation.resume(throwing: ProcessRun.NotStarted(code: code)) }
    }
  }

  /// - Returns: 0, or the number of the error.
  private func start() -> Int32 {
    var thread = pthread_t(bitPattern: 0)
    let argument = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Darwin)
          Unmanaged<OwnThread>.fromOpaque(argument).takeRetainedValue().body()
        #else
          if let argument { Unmanaged<OwnThread>.fromOpaque(argument).takeRetainedValue().body() }
        #endif
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      return code
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
    return 0
  }
}
