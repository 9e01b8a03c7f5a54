import Diagnostics
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema

extension Job {
  /// A job as the journal knows it.
  /// - Parameters:
  ///   - number: what it is called in this session.
  ///   - schema: of its model, which tells its media; nil if not at hand.
  ///   - isAskedAgain: whether it is under way as far as this session knows,
  ///     though the journal has an ending.
  /// - Returns: nil if its endpoint id is none.
  convenience init?(
    _ record: JobRecord, number: Int, schema: ModelSchema?, isAskedAgain: Bool = false, time: Timekeeper
  ) {
    guard let endpoint = try? EndpointID(record.endpointID) else { return nil }
    self.init(
      number: number, endpoint: endpoint, input: record.input, startedAt: time.moment(ofDate: record.startedAt))
    learn(record, schema: schema, isAskedAgain: isAskedAgain, time: time)
  }

  /// Takes over what the journal knows of it, perhaps from another falsh.
  func learn(_ record: JobRecord, schema: ModelSchema?, isAskedAgain: Bool = false, time: Timekeeper) {
    change { state in
      state.record = record.id
      state.input = record.input
      state.acceptance = Acceptance(record)
      state.acceptedAt = record.acceptedAt.map(time.moment)
      state.runningAt = record.runningAt.map(time.moment)
      state.inferenceSeconds = record.seconds
      state.phase = isAskedAgain ? .queued(position: nil) : Phase(record)
    }
    if let acceptance = current.acceptance { accepted.settle(.success(acceptance)) }
    guard let outcome = outcome(of: record, schema: schema) else { return }
    end(current.phase, at: time.moment(ofDate: record.endedAt ?? record.changedAt))
    settle(outcome)
  }

  private func outcome(of record: JobRecord, schema: ModelSchema?) -> Result<ModelResult, any Error>? {
    if let result = ModelResult(record, number: number, schema: schema) { return .success(result) }
    return current.phase.isFinal ? .failure(record.failure) : nil
  }
}

extension Timekeeper {
  /// A time of the wall clock, as far from now on the monotonic one.
  fileprivate func moment(ofDate date: Double) -> Duration {
    now() + .seconds(max(-1e9, min(1e9, date - self.date())))
  }
}

extension ModelResult {
  /// The result of a job as the journal keeps it; nil if it has none.
  /// - Parameter number: what the job is called in this session.
  init?(_ record: JobRecord, number: Int, schema: ModelSchema?) {
    guard let output = record.output, let endpoint = try? EndpointID(record.endpointID) else { return nil }
    let origin = Origin(
      endpoint: endpoint, input: record.input, requestID: record.requestID ?? "", jobNumber: number,
      elapsed: Duration(told: (record.endedAt ?? record.changedAt) - record.startedAt),
      inferenceSeconds: record.seconds, billableUnits: record.billableUnits.map { JSON($0).text },
      cost: record.cost.flatMap { Money(dollars: $0) } ?? (record.origin == "sandbox" ? .zero : nil),
      parents: record.parentRequestIDs, queuedSeconds: record.queuedSeconds, session: Int(record.session.rawValue))
    self.init(output: output, origin: origin, schema: schema)
  }
}

extension JobRecord {
  /// Why there is no result.
  var failure: Failure {
    if let error { return Failure(facts: error) }
    switch state {
    case .unknown, .sent: return Failure(.unknownSubmit, .maybeAccepted)
    case .notSent: return Failure(.cancelled, .neverSent)
    case .cancelled: return Failure(.cancelled, Diagnostic(code: "cancelled", "it was cancelled"))
    case .expired: return Failure(.badInput, .expired)
    case .queued, .running, .done, .failed: return Failure(.fail, Diagnostic(code: "no-result", "it has no result"))
    }
  }

  /// Whether the platform may know better by now: it had the job, and what was
  /// heard of it last was neither a result nor a verdict of the model.
  var isWorthAsking: Bool {
    guard requestID != nil else { return false }
    let isPassing = [.server, .timeout, .network, .cancelled].contains(failure.kind)
    return [.cancelled, .expired].contains(state) || (state == .failed && isPassing)
  }

  /// Whether something is still to come of it.
  var isUnfinished: Bool { !state.isFinal && state != .unknown && endedAt == nil }
}

extension Acceptance {
  /// What the platform called a job, nil if it never was accepted.
  init?(_ record: JobRecord) {
    guard let id = record.requestID, let endpoint = try? EndpointID(record.endpointID),
      let base = [record.statusURL, record.responseURL].compactMap({ $0 }).first.flatMap({ WireURL($0) })
    else { return nil }
    var members: JSONObject = ["request_id": .string(id)]
    members["status_url"] = record.statusURL.map(JSON.string)
    members["response_url"] = record.responseURL.map(JSON.string)
    members["cancel_url"] = record.cancelURL.map(JSON.string)
    try? self.init(json: .object(members), endpoint: endpoint, origins: .single(base))
  }
}

extension Failure {
  /// A failure as it was remembered.
  init(facts: JSON) {
    let kind = facts["kind"]?.string.flatMap(Kind.init(rawValue:)) ?? .fail
    self.init(
      kind,
      Diagnostic(
        code: facts["code"]?.string ?? "remembered", facts["message"]?.string ?? facts.text,
        help: facts["hint"]?.string),
      type: facts["type"]?.string,
      requestID: facts["request_id"]?.string, status: facts["status"]?.int,
      detail: facts["detail"].flatMap { $0.isNull ? nil : $0 })
  }
}

extension Job.Phase {
  init(_ record: JobRecord) {
    switch record.state {
    case .notSent: self = record.endedAt == nil ? .preparing("starting") : .notSent
    case .sent: self = .sending
    case .unknown: self = .unknown
    case .queued: self = .queued(position: nil)
    case .running: self = .running
    case .done: self = .done
    case .failed: self = .failed(record.failure.diagnostic.message)
    case .cancelled: self = .cancelled
    case .expired: self = .expired
    }
  }
}

extension Diagnostic {
  fileprivate static var maybeAccepted: Diagnostic {
    Diagnostic(
      code: "unknown-submit", "it is not known whether its request was accepted; it was not sent again",
      help: "look at https://fal.ai/dashboard/requests before you repeat it")
  }

  fileprivate static var neverSent: Diagnostic {
    Diagnostic(code: "not-sent", "it was never sent: falsh ended before")
  }

  fileprivate static var expired: Diagnostic {
    Diagnostic(code: "expired", "the platform does not know it any more")
  }
}
