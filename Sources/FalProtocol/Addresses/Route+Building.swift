extension Route {
  /// The whole URL.
  package func url(in origins: Origins) -> WireURL {
    origins.base(of: service).appending(path: path, query: query)
  }

  /// The path below the service's base URL, percent-encoded. Queue paths of a
  /// request name the app alone: with the whole id they are refused.
  package var path: String {
    switch self {
    case .submit(let endpoint), .run(let endpoint): "/\(endpoint)"
    case .stream(let endpoint): Self.endpoint(endpoint, "stream")
    case .realtime(let endpoint): Self.endpoint(endpoint, "realtime")
    case .realtimeToken(let isDocumented): isDocumented ? "/tokens/realtime" : "/tokens/"
    case .status(let endpoint, let id, _): Self.request(endpoint, id) + "/status"
    case .statusStream(let endpoint, let id, _): Self.request(endpoint, id) + "/status/stream"
    case .result(let endpoint, let id): Self.request(endpoint, id)
    case .cancel(let endpoint, let id): Self.request(endpoint, id) + "/cancel"
    case .cdnToken: "/storage/auth/token"
    case .initiateUpload(let multipart): multipart ? "/storage/upload/initiate-multipart" : "/storage/upload/initiate"
    case .upload: "/files/upload"
    case .startMultipart: "/files/upload/multipart"
    case .uploadPart(let file, let id, let number): Self.multipart(file, id) + "/\(number)"
    case .completeMultipart(let file, let id): Self.multipart(file, id) + "/complete"
    case .putFile(let file), .file(let file): Self.file(file)
    case .webhookKeys: "/.well-known/jwks.json"
    case .models: "/models"
    case .pricing: "/models/pricing"
    case .accountBilling: "/account/billing"
    case .usage: "/models/usage"
    case .history: "/models/requests/by-endpoint"
    case .openAPI: "/queue/openapi.json"
    }
  }

  package var query: WireQuery {
    switch self {
    case .status(_, _, let logs), .statusStream(_, _, let logs): logs ? [.init("logs", "1")] : []
    case .cdnToken, .initiateUpload: [.init("storage_type", "fal-cdn-v3")]
    case .models(let query): query.wireQuery
    case .pricing(let endpoints, let cursor):
      WireQuery(endpoints.map { .init("endpoint_id", $0.description) } + (cursor.map { [.init("cursor", $0)] } ?? []))
    case .accountBilling: [.init("expand", "credits")]
    case .usage(let query): query.wireQuery
    case .history(let query): query.wireQuery
    case .openAPI(let endpoint): [.init("endpoint_id", endpoint.description)]
    default: []
    }
  }

  /// An endpoint with a segment that its id may end in already.
  private static func endpoint(_ endpoint: EndpointID, _ segment: String) -> String {
    endpoint.path.last == segment ? "/\(endpoint)" : "/\(endpoint)/\(segment)"
  }

  private static func request(_ endpoint: EndpointID, _ requestID: String) -> String {
    "/\(endpoint.appPath)/requests/" + PercentEncoding.encode(requestID)
  }

  private static func file(_ path: String) -> String {
    "/files/" + path.split(separator: "/").map { PercentEncoding.encode($0) }.joined(separator: "/")
  }

  private static func multipart(_ path: String, _ uploadID: String) -> String {
    file(path) + multipartPath(uploadID)
  }

  /// What stands behind the URL of a file while its parts are sent.
  package static func multipartPath(_ uploadID: String) -> String {
    "/multipart/" + PercentEncoding.encode(uploadID)
  }
}
