import FalClient
import FalProtocol
import JSON
import Testing

extension ScriptedTransport {
  /// A client of the platform's own hosts that sends through this transport.
  func client(
    key: String? = "id:secret", limits: TimeLimits = TimeLimits(), clock: ScriptedClock = ScriptedClock()
  ) throws -> FalClient {
    FalClient(
      origins: try .fal(environment: [:]), credentials: key.flatMap(Credentials.init(key:)), transport: self,
      clock: clock, random: { 0.5 }, userAgent: "falsh/test", limits: limits)
  }
}

enum Fixtures {
  static func endpoint() throws -> EndpointID { try EndpointID("fal-ai/flux/dev") }

  static func acceptance() throws -> Acceptance {
    Acceptance(requestID: "r-1", endpoint: try endpoint(), origins: try .fal(environment: [:]))
  }

  static let accepted: ScriptedTransport.Step = .json(["request_id": "r-1"])
  static let queue = "https://queue.fal.run/fal-ai/flux"

  /// One event of a status stream.
  static func event(_ state: RequestStatus.State, logs: [LogLine]? = nil) throws -> String {
    RequestStatus(requestID: "r-1", state: state, logs: logs).event(for: try acceptance()).text
  }

  static func status(_ state: RequestStatus.State, logs: [LogLine]? = nil) throws -> ScriptedTransport.Step {
    let status = RequestStatus(requestID: "r-1", state: state, logs: logs)
    return .json(status.json(for: try acceptance()), status: status.httpStatus)
  }

  static func states(
    _ updates: AsyncThrowingStream<RequestStatus, any Error>
  ) async throws -> [RequestStatus.State] {
    var states: [RequestStatus.State] = []
    for try await status in updates { states.append(status.state) }
    return states
  }
}

extension FalClient {
  /// What becomes of a request, as a sequence; ending its iteration ends the
  /// waiting.
  func updates(
    of acceptance: Acceptance, logs: Bool, pollInterval: Duration? = nil
  ) -> AsyncThrowingStream<RequestStatus, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try await follow(acceptance, logs: logs, pollInterval: pollInterval) { continuation.yield($0) }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
