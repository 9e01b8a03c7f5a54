import FalProtocol
import JSON

/// How long a job took: by the clock, or as the recording has it that is
/// replayed.
struct JobTimes: Sendable, Hashable {
  let elapsed: Duration
  /// How long it waited for a runner; nil if that is not known.
  let queuedSeconds: Double?

  /// - Parameter now: when it ended.
  init(of job: Job, at now: Duration, _ facts: FactKeeping) {
    let (elapsed, queuedSeconds) = (now - job.startedAt, job.queuedSeconds)
    let subject: JSON = [
      "times": job.current.acceptance.map { .string($0.requestID) } ?? job.input,
      "model": .string(job.endpoint.description),
    ]
    switch facts {
    case .none: self.init(elapsed: elapsed, queuedSeconds: queuedSeconds)
    case .recorded(let begin):
      begin(subject)(["elapsed": JSON(elapsed.seconds), "queued": queuedSeconds.map { JSON($0) } ?? .null])
      self.init(elapsed: elapsed, queuedSeconds: queuedSeconds)
    case .replayed(let find):
      let kept = find(subject)?.value
      self.init(
        elapsed: kept?["elapsed"]?.double.map { Duration(told: $0) } ?? elapsed,
        queuedSeconds: kept == nil ? queuedSeconds : kept?["queued"]?.double)
    }
  }

  private init(elapsed: Duration, queuedSeconds: Double?) {
    self.elapsed = elapsed
    self.queuedSeconds = queuedSeconds
  }
}
