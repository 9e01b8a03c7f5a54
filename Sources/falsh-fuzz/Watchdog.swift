import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks at what is being tried from a thread of its own: a program that
/// runs for long is cancelled, and what does not end even then has failed.
/// A hang is told by processor time, which a busy machine does not lengthen;
/// what waits for ever uses none, and has a bound by the clock.
final class Watchdog: Sendable {
  private struct Trial {
    var start = ContinuousClock.now
    var processorStart = Watchdog.processorTime
    var task: Task<[String], Never>?
  }

  /// A program that runs for longer is told to stop.
  private static let patience = Duration.milliseconds(100)
  /// What computes for longer hangs.
  private static let processorLimit = Duration.seconds(20)
  /// What has not ended by then waits for something that never comes.
  private static let limit = Duration.seconds(900)

  private let trial = Mutex<Trial?>(nil)
  /// It has a thread of its own, whatever the others are busy with.
  private let queue = DispatchQueue(label: "watchdog")
  private let hang: @Sendable () -> Void

  /// - Parameter hang: called from another thread, and not expected to
  ///   return.
  init(hang: @escaping @Sendable () -> Void) {
    self.hang = hang
    keepLooking()
  }

  func begin() { trial.withLock { $0 = Trial() } }
  func end() { trial.withLock { $0 = nil } }

  /// Waits for the violations that a task finds.
  func watch(_ body: @escaping @Sendable () async -> [String]) async -> [String] {
    let task = Task { await body() }
    trial.withLock { $0?.task = task }
    return await task.value
  }

  private func keepLooking() {
    queue.asyncAfter(deadline: .now() + .milliseconds(20)) { [weak self] in
      self?.look()
      self?.keepLooking()
    }
  }

  private func look() {
    let hangs = trial.withLock { trial in
      guard let current = trial else { return false }
      let time = current.start.duration(to: .now)
      if time > Self.patience { current.task?.cancel() }
      let processorTime = Self.processorTime - current.processorStart
      return processorTime > Self.processorLimit || time > Self.limit
    }
    if hangs { hang() }
  }

  /// What the whole process has computed so far, on all its threads.
  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
