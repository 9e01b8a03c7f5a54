import FalProtocol
import JSON

/// A request that was accepted, and what will become of it.
struct QueuedRequest: Sendable {
  let acceptance: Acceptance
  let endpoint: EndpointID
  let order: Workshop.Order
  var lifecycle: RequestLifecycle
  /// What the caller gets whatever the model does: the request was cancelled,
  /// or did not start in time.
  var verdict: PlatformError?
  /// The model's work; begun when someone first asks for the result.
  var work: Task<WireResponse, Never>?

  var id: String { acceptance.requestID }

  /// - Parameters:
  ///   - previous: the moment up to which the caller has the log; nil gives all.
  ///   - logs: whether the log was asked for.
  func status(at now: Duration, logsAfter previous: Duration? = nil, logs: Bool) -> RequestStatus {
    let phase = lifecycle.phase(at: now)
    var status = RequestStatus(requestID: id, state: state(phase))
    if phase == .completed, verdict == nil { status.inferenceTime = lifecycle.inferenceTime }
    if logs {
      status.logs = lifecycle.log(after: previous, upTo: now).map {
        LogLine(timestamp: $0.time.logStamp, message: $0.message, level: "INFO")
      }
    }
    return status
  }

  private func state(_ phase: RequestLifecycle.Phase) -> RequestStatus.State {
    switch phase {
    case .queued(let position): .inQueue(position: position)
    case .running: .inProgress
    case .completed: .completed(verdict.map { .init(message: $0.message, type: $0.type) })
    }
  }
}
