package import FalProtocol
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A small fal.ai on a port of this machine: the same wire, with models whose
/// results are made here and cost nothing.
package final class SandboxServer: Sendable {
  /// Where it is reached: `http://127.0.0.1:49152`.
  package let origin: String
  private let site: Site
  private let running: Task<Void, Never>

  private init(site: Site, origin: String, running: Task<Void, Never>) {
    self.site = site
    self.origin = origin
    self.running = running
  }

  /// Starts to listen, on the loopback interface only.
  /// - Throws: `SandboxError.portUnavailable`.
  package static func start(_ configuration: SandboxConfiguration) async throws(SandboxError) -> SandboxServer {
    let door = Door()
    let (ports, found) = AsyncStream<Int>.makeStream()
    var application = Application(
      responder: SandboxResponder(door: door),
      server: HTTPServerBuilder { SandboxChannel(responder: $0, door: door) },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: configuration.port), backlog: 2048),
      onServerRunning: { channel in
        if let port = channel.localAddress?.port { found.yield(port) }
        found.finish()
      })
    // What the sandbox does is its caller's to tell.
    application.logger.logLevel = .critical
    let running = Task { [application] in
      try? await application.run()
      found.finish()
    }
    guard let port = await ports.first(where: { _ in true }), let origin = WireURL("http://127.0.0.1:\(port)") else {
      running.cancel()
      throw .portUnavailable(configuration.port)
    }
    let site = Site(configuration, origin: origin)
    door.open(to: site)
    return SandboxServer(site: site, origin: origin.description, running: running)
  }

  /// How many requests have come in.
  package var requestCount: Int { site.requestCount }

  /// How many connections there were at one time.
  package var mostConnections: Int { site.connections.most }

  /// The requests that were accepted and are still remembered, in order.
  package var acceptedRequests: [AcceptedRequest] {
    site.book.all.map {
      AcceptedRequest(id: $0.id, endpoint: $0.endpoint, body: $0.order.body, completedAt: $0.lifecycle.end)
    }
  }

  /// Closes every connection and stops to listen.
  package func stop() async {
    running.cancel()
    await running.value
  }

  /// Waits until it is stopped; if the waiting task is cancelled, stops it.
  package func waitUntilStopped() async {
    await withTaskCancellationHandler {
      await running.value
    } onCancel: {
      running.cancel()
    }
  }
}

/// A request as it was accepted.
package struct AcceptedRequest: Sendable, Hashable {
  package let id: String
  package let endpoint: EndpointID
  package let body: [UInt8]
  /// When it is completed, or was: since the start of 1970.
  package let completedAt: Duration
}
