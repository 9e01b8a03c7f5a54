import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language

/// What `status`, `result`, `wait`, `logs` and `cancel` are about: a job of
/// this session, or a request that was made elsewhere.
enum JobTarget: Sendable {
  case job(Job)
  case background(BackgroundPipeline)
  case request(Acceptance, EndpointID)
  /// A job of another session, which has ended or was never accepted.
  case past(JobRecord)
  /// A value that is there already.
  case value(Value)

  static let job = Omittable("job", JobArgument.self, "a job (%3, $clip) or a request id")
  /// `status ID MODEL` is `status ID --model MODEL`.
  private static let endpoint = Omittable("endpoint", ModelArgument.self, "the model of a request id")
  static let model = Named("model", letter: "m", ModelArgument.self, "the model of a request id")
  static let parameters: [any DeclaredParameter] = [job, endpoint, model]

  /// The targets of a call: its argument, what is piped in, or the latest
  /// job.
  static func targets(of call: CommandCall, in session: Session) async throws -> [JobTarget] {
    if let argument = try call[job] {
      do {
        return try await targets(of: argument.reference, call, session)
      } catch let failure as Failure {
        throw failure.located(in: call.invocation.source, at: call.range(of: job))
      }
    }
    if case .value(let value) = call.invocation.input { return targets(of: value) }
    guard let latest = session.jobs.all.last else { throw Failure(.badInput, .noJobs) }
    return [.job(latest)]
  }

  /// What waiting for the targets gives, as far as it is known before
  /// anything runs.
  static func shape(of call: CommandCall) -> Shape {
    switch call.shape(of: job) ?? call.inputShape {
    case .constant(.handle(let handle))?: .constant(.handle(handle))
    case .described(let description)?: .described(description)
    default: .anything
    }
  }

  private static func targets(
    of reference: JobArgument.Reference, _ call: CommandCall, _ session: Session
  ) async throws -> [JobTarget] {
    switch reference {
    case .value(let value): return targets(of: value)
    case .number(let number):
      guard let job = session.jobs[number] else { throw Failure(.badInput, .noJob(number)) }
      return [.job(job)]
    case .requestID(let id):
      if let job = session.jobs.job(withRequestID: id) { return [.job(job)] }
      if let record = session.records.job(requestID: id, on: session.platform) { return [target(for: record)] }
      let endpoint = try await model(ofRequest: id, call, session)
      return [.request(try await session.platform.client().acceptance(for: id, endpoint: endpoint), endpoint)]
    }
  }

  /// The model that a request id was sent to.
  /// - Throws: `Failure` if it is not said, or not known.
  static func model(ofRequest id: String, _ call: CommandCall, _ session: Session) async throws -> EndpointID {
    guard let name = try call[endpoint]?.name ?? call[model]?.name else {
      throw Failure(.badInput, .noModel(for: id, in: call))
    }
    do {
      return try await session.catalogue.model(named: name).endpoint
    } catch let failure as Failure {
      let place: any DeclaredParameter = call.arguments[endpoint.name] == nil ? model : endpoint
      throw failure.located(in: call.invocation.source, at: call.range(of: place))
    }
  }

  private static func target(for record: JobRecord) -> JobTarget {
    guard !record.state.isFinal, let acceptance = Acceptance(record), let endpoint = try? EndpointID(record.endpointID)
    else { return .past(record) }
    return .request(acceptance, endpoint)
  }

  private static func targets(of value: Value) -> [JobTarget] {
    switch value {
    case .handle(let job as Job): [.job(job)]
    case .handle(let pipeline as BackgroundPipeline): [.background(pipeline)]
    case .list(let values): values.flatMap(targets(of:))
    case .data, .handle: [.value(value)]
    }
  }
}

extension Diagnostic {
  fileprivate static var noJobs: Diagnostic { Diagnostic(code: "no-such-job", "there is no job yet") }

  /// Of something that is neither a job nor looks like a request id.
  fileprivate static func noModel(for id: String, in call: CommandCall) -> Diagnostic {
    guard id.utf8.count > 20, !id.contains(where: \.isWhitespace) else {
      return Diagnostic(
        code: "no-such-job", "this is neither a job nor a request id", help: "jobs lists them: \(call.manual.name) %1")
    }
    return Diagnostic(
      code: "missing-argument", "a request id needs its model", help: "\(call.manual.name) \(id) fal-ai/veo3.1")
  }
}
