/// How a sandbox is set up.
package struct SandboxConfiguration: Sendable {
  /// How its addresses look.
  package enum Addressing: Sendable, Hashable {
    /// One origin for all services, told apart by the first part of the path.
    case oneOrigin
    /// The platform's own host names, told apart by the `Host` header: for
    /// callers that know no others. Somebody before the sandbox has to lead
    /// those names to it, and to speak TLS.
    case platformHosts
  }

  package var addressing = Addressing.oneOrigin
  /// The port to listen on; 0 lets the system choose one.
  package var port = 0
  /// How long work takes in relation to the default pace (a picture 0.8 s,
  /// a clip 3 s); at 0 nothing takes any time.
  package var pace: Double
  /// How long each request takes from its acceptance to its end, with nobody
  /// ahead of it; nil leaves that to the models, `pace` and the queue.
  package var requestDuration: Duration?
  /// How long a connection in real time stays open without an input.
  package var realtimePatience: Duration = .seconds(60)
  /// The key that callers must have; with nil every caller is let in.
  package var key: String?
  /// What goes wrong, and when.
  package var faults: [Fault]
  /// Told of every answer: method, path with query, status.
  package var requestLog: (@Sendable (_ method: String, _ path: String, _ status: Int) -> Void)?
  package let clock: SandboxClock
  /// Names the requests, which are counted from 1.
  package var requestID: @Sendable (_ number: Int) -> String = RequestNaming.uuid(of:)
  /// Bytes of files that are kept; beyond that the oldest go.
  package var fileLimit = 1 << 30
  /// Bytes that one request may bring.
  package var bodyLimit = 128 << 20
  /// How many requests are ahead of each new one.
  package var queuePosition = 1

  package init(clock: SandboxClock, pace: Double = 1, faults: [Fault] = []) {
    self.clock = clock
    self.pace = pace
    self.faults = faults
  }
}

/// Why a sandbox did not start.
package enum SandboxError: Error, Equatable, Sendable {
  /// Nothing can listen on this port: another program does, or it may not.
  case portUnavailable(Int)
}
