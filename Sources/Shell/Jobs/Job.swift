import Diagnostics
import FalProtocol
import Journal
import JSON
import Language
import Synchronization

/// A call of a model from the moment it is wanted: `%3`. Whoever waits for
/// it may stop waiting; the job goes on.
final class Job: Handle {
  /// Where a job stands, in words a person can trust.
  enum Phase: Sendable, Hashable {
    case preparing(String)
    case sending
    case queued(position: Int?)
    case running
    case done
    case failed(String)
    case cancelled
    /// The platform does not know it any more.
    case expired
    /// The answer to the submit was lost: it may have been accepted.
    case unknown
    /// Contact was lost, why, and the job goes on.
    case lost(String)
    /// The shell that was to send it ended before it did.
    case notSent

    /// Whether nobody is busy with it any more.
    var isFinal: Bool {
      switch self {
      case .done, .failed, .cancelled, .expired, .unknown, .lost, .notSent: true
      case .preparing, .sending, .queued, .running: false
      }
    }

    /// One word, for tables and JSON.
    var word: String {
      switch self {
      case .preparing: "preparing"
      case .sending: "sending"
      case .queued: "queued"
      case .running: "running"
      case .done: "done"
      case .failed: "failed"
      case .cancelled: "cancelled"
      case .expired: "expired"
      case .unknown: "unknown"
      case .lost: "lost"
      case .notSent: "not sent"
      }
    }
  }

  /// What changes in the course of a job.
  struct State: Sendable {
    var phase = Phase.preparing("starting")
    var acceptance: Acceptance?
    /// The money that was set aside for it; nil if another session did that.
    var purchase: Purchase?
    var logs: [LogLine] = []
    var acceptedAt: Duration?
    var runningAt: Duration?
    /// What a streaming model has said so far.
    var streamedText = ""
    var finishedAt: Duration?
    /// Its row in the journal; nil without one.
    var record: JobID?
    /// Whether it is to be cancelled as soon as it is accepted.
    var isUnwanted = false
    /// Whether its files are to be copied; nil: its row says so.
    var wantsCopies: Bool?
    /// What was sent: with the URLs of uploaded files.
    var input: JSON?
    /// Whether the platform has said that it ended, however it did.
    var hasCompleted = false
    /// How long the model worked, as the platform reports it.
    var inferenceSeconds: Double?
  }

  let number: Int
  let endpoint: EndpointID
  let input: JSON
  /// On the monotonic clock.
  let startedAt: Duration
  let result = Settlement<ModelResult>()
  let accepted = Settlement<Acceptance>()
  private let state = Mutex(State())

  init(number: Int, endpoint: EndpointID, input: JSON, startedAt: Duration) {
    self.number = number
    self.endpoint = endpoint
    self.input = input
    self.startedAt = startedAt
  }

  var current: State { state.withLock { $0 } }

  /// What was sent, or will be.
  var sentInput: JSON { current.input ?? input }

  @discardableResult
  func change<Result>(_ body: (inout State) -> Result) -> Result { state.withLock { body(&$0) } }

  /// How long it waited for a runner.
  var queuedSeconds: Double? {
    let state = current
    guard let accepted = state.acceptedAt, let running = state.runningAt else { return nil }
    return (running - accepted).seconds
  }

  // MARK: Its life

  func accept(_ acceptance: Acceptance, at now: Duration) {
    change { state in
      state.acceptance = acceptance
      state.acceptedAt = now
      state.phase = .queued(position: acceptance.queuePosition)
    }
    accepted.settle(.success(acceptance))
  }

  /// Nothing more will happen; what came of it is told next.
  func end(_ phase: Phase, at now: Duration) {
    change { state in
      state.phase = phase
      state.finishedAt = now
    }
  }

  func settle(_ outcome: Result<ModelResult, any Error>) {
    switch outcome {
    case .failure(let failure): accepted.settle(.failure(failure))
    case .success: accepted.settle(.failure(Failure(.fail, .notQueued(self))))
    }
    result.settle(outcome)
  }

  // MARK: As a value

  var kindName: String { "job" }
  var helperNames: [String] { ["job", "model", "request_id", "state"] }

  func settled() async throws -> Value { .handle(try await result.value()) }

  var json: JSON {
    let state = current
    return [
      "job": JSON(number),
      "model": .string(endpoint.description),
      "request_id": state.acceptance.map { .string($0.requestID) } ?? .null,
      "state": .string(state.phase.word),
    ]
  }
}

extension Diagnostic {
  fileprivate static func notQueued(_ job: Job) -> Diagnostic {
    Diagnostic(code: "not-queued", "%\(job.number) ended without ever waiting in the queue")
  }
}
