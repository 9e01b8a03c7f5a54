import FalProtocol
import JSON
import Synchronization

/// The platform in small: answers requests, knowing nothing of sockets.
final class Site: Sendable {
  let configuration: SandboxConfiguration
  /// Where the services are reached.
  let origins: Origins
  let files: FileStore
  let uploads: UploadDesk
  let book = RequestBook(limit: 256 << 20)
  let workshop: Workshop
  let faults: FaultPlan
  let credentials: Credentials?
  let webhooks = WebhookSender()
  let connections = ConnectionCount()
  let tokens = RealtimeTokens()
  private let requests = Mutex(0)

  /// - Parameter origin: where this site listens.
  init(_ configuration: SandboxConfiguration, origin: WireURL) {
    self.configuration = configuration
    let single = Origins.single(origin)
    origins = configuration.addressing == .oneOrigin ? single : (try? Origins.fal(environment: [:])) ?? single
    files = FileStore(base: origins.base(of: .cdn).description, limit: configuration.fileLimit)
    uploads = UploadDesk(limit: configuration.fileLimit, files: files)
    workshop = Workshop(documents: ModelDocuments(), files: files)
    faults = FaultPlan(configuration.faults)
    credentials = configuration.key.flatMap { Credentials(key: $0) }
  }

  /// How many requests have come in.
  var requestCount: Int { requests.withLock { $0 } }

  func answer(_ request: SandboxRequest) async -> SandboxAnswer {
    requests.withLock { $0 += 1 }
    do throws(PlatformError) {
      let route = try route(of: request)
      return await withFault(faults.action(for: route)) { () async throws(PlatformError) in
        try await self.handle(route, request)
      }
    } catch {
      return .whole(error.response)
    }
  }

  func route(of request: SandboxRequest) throws(PlatformError) -> Route {
    do throws(RouteFault) {
      guard configuration.addressing == .platformHosts else {
        return try Route(request.method, target: request.target, acceptsFullIDs: false)
      }
      guard let url = WireURL("https://\(request.host)\(request.target)"),
        let (service, path) = origins.locate(url)
      else { throw .notFound }
      return try Route(request.method, service: service, path: path, query: url.queryItems, acceptsFullIDs: false)
    } catch {
      switch error {
      case .notFound: throw PlatformError(status: 404, message: "Not Found")
      case .methodNotAllowed: throw PlatformError(status: 405, message: "Method Not Allowed")
      }
    }
  }

  private func withFault(
    _ action: Fault.Action?, _ handle: () async throws(PlatformError) -> SandboxAnswer
  ) async -> SandboxAnswer {
    switch action {
    case .answer(let response)?: return .whole(response)
    case .dropBeforeAnswer?: return .drop
    case .stall?: return .stall
    default: break
    }
    let answer: SandboxAnswer
    do { answer = try await handle() } catch { answer = .whole(error.response) }
    switch action {
    case .dropAfterAccept?: return .drop
    case .emptyResult?: return .whole(WireResponse(status: 200, json: [:]))
    case .cutStream(let count)?: return answer.cut(after: count)
    case .cutBody(let count)?: return answer.part(byteCount: count, staysOpen: false)
    case .stallBody(let count)?: return answer.part(byteCount: count, staysOpen: true)
    default: return answer
    }
  }

  private func handle(_ route: Route, _ request: SandboxRequest) async throws(PlatformError) -> SandboxAnswer {
    try authorize(route, request)
    switch route {
    case .submit(let endpoint): return try submit(endpoint, request)
    case .status(let endpoint, let id, let logs): return try status(of: id, endpoint, logs: logs)
    case .statusStream(let endpoint, let id, let logs): return try statusStream(of: id, endpoint, logs: logs)
    case .result(let endpoint, let id): return try await result(of: id, endpoint)
    case .cancel(let endpoint, let id): return cancel(id, endpoint)
    case .run(let endpoint): return try await run(endpoint, request)
    case .stream(let endpoint): return try await stream(endpoint, request)
    case .realtimeToken(let isDocumented): return try realtimeToken(request, isDocumented: isDocumented)
    case .realtime(let endpoint):
      _ = try realtimeCall(endpoint, request)
      throw PlatformError(status: 426, message: "Upgrade Required")
    case .cdnToken: return .whole(WireResponse(status: 200, json: token.json))
    case .initiateUpload(let isMultipart): return initiateUpload(request, isMultipart: isMultipart)
    case .upload: return upload(request)
    case .startMultipart: return startMultipart(request)
    case .uploadPart(_, let id, let number): return try uploadPart(id, number: number, request)
    case .completeMultipart(_, let id): return try completeMultipart(id, request)
    case .putFile(let path): return putFile(path, request)
    case .file(let path): return try await file(path, request)
    case .models(let query): return try models(query)
    case .pricing(let endpoints, _): return try pricing(endpoints)
    case .openAPI(let endpoint): return openAPI(endpoint)
    case .accountBilling: return .whole(WireResponse(status: 200, json: Self.account.json))
    case .usage(let query): return await usage(query)
    case .history(let query): return try await history(query)
    case .webhookKeys: return .whole(WireResponse(status: 200, json: webhooks.keys.json))
    }
  }

  /// Says nothing for as long as any caller waits; stopping ends it sooner.
  func stall() async throws { try await configuration.clock.sleep(.seconds(3600)) }
}
