import Diagnostics
package import FalClient
import Language
import Synchronization

/// The platform that a session talks to: connected when it is first needed,
/// so that `print 1` opens nothing.
package final class Platform: Sendable {
  package enum Kind: Sendable, Hashable {
    /// fal.ai itself.
    case live
    /// The server in this process: costs nothing, needs no key.
    case sandbox
    /// One origin that serves everything: `--host`.
    case host(String)
  }

  package let kind: Kind
  /// Whether what is learnt of the platform may be used again another time.
  let keepsFacts: Bool
  /// How many connections to one host there may be.
  let connectionsPerHost: Int
  private let connect: @Sendable () async throws -> FalClient
  private let state = Mutex(State())

  private struct State {
    var connection: Settlement<FalClient>?
    var isClosed = false
  }

  /// Why the platform cannot even be asked.
  package enum Obstacle: Error, Hashable, Sendable {
    case noKey
    /// A variable of the environment that is to hold a host, and does not.
    case badHost(variable: String, value: String)
  }

  /// - Parameters:
  ///   - keepsFacts: whether documents and uploads of earlier runs may be
  ///     used. A recording needs everything asked anew.
  ///   - connectionsPerHost: how many to one host there may be.
  ///   - connect: called once, before the first request; it may throw
  ///     `Obstacle`.
  package init(
    kind: Kind, keepsFacts: Bool = true, connectionsPerHost: Int = .max,
    connect: @escaping @Sendable () async throws -> FalClient
  ) {
    self.kind = kind
    self.connectionsPerHost = connectionsPerHost
    self.keepsFacts = keepsFacts
    self.connect = connect
  }

  /// How many jobs are followed by a stream at a time; the others are asked
  /// for now and then.
  var streamsAtOnce: Int { FalClient.streamsAtOnce(of: connectionsPerHost) }

  /// Whether it goes on when this process is gone: a sandbox takes its jobs and
  /// files along.
  var outlives: Bool { kind != .sandbox }

  /// Whether what is run there is paid for, as far as can be known.
  var costsMoney: Bool { kind != .sandbox }

  /// What caches of this platform's facts are filed under.
  var cacheName: String {
    switch kind {
    case .live: "fal.ai"
    case .sandbox: "sandbox"
    case .host(let origin): origin
    }
  }

  /// Its client, which tells of its repetitions whoever watches this task.
  /// - Throws: `Failure` if it cannot be reached, each time again.
  func client() async throws -> FalClient {
    let connection = try state.withLock { state in
      if let connection = state.connection { return connection }
      if state.isClosed { throw CancellationError() }
      let connection = Settlement(of: connect)
      state.connection = connection
      return connection
    }
    do {
      let client = try await connection.value()
      return Repetitions.watcher.map { client.reporting($0.tell) } ?? client
    } catch let obstacle as Obstacle {
      throw obstacle.failure
    }
  }

  /// Closes what was opened, and opens nothing any more.
  func disconnect() async {
    let connection = state.withLock { state in
      state.isClosed = true
      return state.connection
    }
    await (try? connection?.value())?.shutdown()
  }
}

extension Platform.Obstacle {
  fileprivate var failure: Failure {
    switch self {
    case .noKey: Failure(.auth, .noKey)
    case .badHost(let variable, let value):
      Failure(.usage, Diagnostic(code: "bad-host", "\(variable) is '\(value)', which is no host"))
    }
  }
}
