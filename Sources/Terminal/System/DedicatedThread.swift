#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread of our own, for work that blocks.
struct DedicatedThread: Sendable {
  private let thread: pthread_t

  /// Starts it. Nil if the system has no more threads.
  init?(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    #if canImport(Darwin)
      var started: pthread_t?
      let result = pthread_create(&started, nil, { run($0) }, work)
    #else
      var handle = pthread_t()
      let result = pthread_create(&handle, nil, { $0.flatMap { run($0) } }, work)
      let started: pthread_t? = handle
    #endif
    guard result == 0, let started else {
      Unmanaged<Work>.fromOpaque(work).release()
      return nil
    }
    thread = started
  }

  /// Waits for its end. To be called once.
  func join() {
    pthread_join(thread, nil)
  }
}

private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

private func run(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
  return nil
}
