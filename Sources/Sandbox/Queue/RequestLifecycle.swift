/// How one request moves through the queue: a pure function of time.
///
/// Its place counts down one by one, then it runs and writes its log, then
/// it is completed. Nothing here waits; whoever asks brings the time. Times
/// are since the start of 1970.
struct RequestLifecycle: Sendable, Equatable {
  enum Phase: Sendable, Equatable {
    /// Waiting; so many requests are ahead.
    case queued(position: Int)
    case running
    /// Finished, or cancelled.
    case completed
  }

  struct LogEntry: Sendable, Equatable {
    let time: Duration
    let message: String
  }

  let submitted: Duration
  /// When the run begins.
  let start: Duration
  /// When the run ends; earlier than planned if it was cancelled.
  private(set) var end: Duration
  private(set) var isCancelled = false

  private let position: Int
  private let waitPerPosition: Duration
  /// Every line the run would write, in order of time.
  private let script: [LogEntry]

  /// - Parameters:
  ///   - position: how many requests are ahead at first.
  ///   - run: how long the work takes.
  ///   - log: lines to write, spread evenly over the run.
  init(submitted: Duration, position: Int, waitPerPosition: Duration, run: Duration, log: [String]) {
    let start = submitted + waitPerPosition * (position + 1)
    self.submitted = submitted
    self.start = start
    end = start + run
    self.position = position
    self.waitPerPosition = waitPerPosition
    script = log.enumerated().map { index, line in
      LogEntry(time: start + run * index / max(1, log.count), message: line)
    }
  }

  func phase(at now: Duration) -> Phase {
    if now >= end { return .completed }
    if now >= start { return .running }
    return .queued(position: position - positionsPassed(at: now))
  }

  /// The lines written after one moment and up to another.
  func log(after: Duration? = nil, upTo now: Duration) -> [LogEntry] {
    let last = min(now, end)
    return script.filter { entry in
      entry.time <= last && (!isCancelled || entry.time < end) && after.map { entry.time > $0 } ?? true
    }
  }

  /// The next moment at which the phase or the log changes; nil when all is done.
  func nextChange(after now: Duration) -> Duration? {
    guard now < end else { return nil }
    let nextPosition = submitted + waitPerPosition * (positionsPassed(at: now) + 1)
    let candidates = [nextPosition, start, end] + script.map(\.time)
    return candidates.filter { $0 > now }.min()
  }

  /// Ends the request now.
  /// - Returns: false, and nothing changes, if it has already ended.
  mutating func cancel(at now: Duration) -> Bool {
    guard now < end else { return false }
    end = now
    isCancelled = true
    return true
  }

  /// How long the work took, in seconds.
  var inferenceTime: Double { max(.zero, end - start).inSeconds }

  private func positionsPassed(at now: Duration) -> Int {
    guard waitPerPosition > .zero, now > submitted else { return 0 }
    return min(position, Int((now - submitted) / waitPerPosition))
  }
}
