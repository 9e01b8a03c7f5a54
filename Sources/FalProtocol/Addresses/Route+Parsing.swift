extension Route {
  /// Reads the path and query of a request to a server that serves every
  /// service under one origin (`Origins.single`).
  /// - Parameter target: path and query as they came, percent-encoded.
  /// - Throws: `RouteFault`.
  package init(
    _ method: HTTPMethod, target: some StringProtocol, acceptsFullIDs: Bool = true
  ) throws(RouteFault) {
    let path = target.prefix { $0 != "?" }
    let query = WireQuery(parsing: target[path.endIndex...].dropFirst())
    guard let (service, rest) = Service.split(path: path) else { throw .notFound }
    try self.init(method, service: service, path: rest, query: query, acceptsFullIDs: acceptsFullIDs)
  }

  /// Reads a path below a service's base URL; a slash at its end is ignored.
  /// - Parameter acceptsFullIDs: whether a queue path of a request may name
  ///   the whole endpoint instead of its app. The platform answers 405 to
  ///   that; older scripts need it.
  /// - Throws: `RouteFault`.
  package init(
    _ method: HTTPMethod, service: Service, path: String, query: WireQuery = [], acceptsFullIDs: Bool = true
  ) throws(RouteFault) {
    guard let segments = Self.segments(path) else { throw .notFound }
    let routes = try Self.routes(of: service, segments, query, acceptsFullIDs: acceptsFullIDs)
    guard !routes.isEmpty else { throw .notFound }
    let wanted = method == .head ? .get : method
    guard let route = routes.first(where: { $0.method == wanted }) else {
      throw .methodNotAllowed(routes.map(\.method))
    }
    self = route
  }

  /// What a path may mean, each under another method; empty if nothing.
  private static func routes(
    of service: Service, _ segments: [String], _ query: WireQuery, acceptsFullIDs: Bool
  ) throws(RouteFault) -> [Route] {
    switch service {
    case .queue:
      let logs = ["1", "true"].contains(query["logs"])
      return try queue(segments, logs: logs, acceptsFullIDs: acceptsFullIDs)
    case .run: return run(segments)
    case .rest: return rest(segments)
    case .cdn: return cdn(segments)
    case .api: return api(segments, query)
    case .openapi: return openAPI(segments, query)
    }
  }

  private static func segments(_ path: String) -> [String]? {
    var result: [String] = []
    for part in path.split(separator: "/") {
      guard let segment = PercentEncoding.decode(part), segment != ".", segment != ".." else { return nil }
      result.append(segment)
    }
    return result
  }

  private static func endpoint(_ segments: some Sequence<String>) -> EndpointID? {
    try? EndpointID(segments.joined(separator: "/"))
  }

  private static func queue(
    _ segments: [String], logs: Bool, acceptsFullIDs: Bool
  ) throws(RouteFault) -> [Route] {
    guard let mark = segments.firstIndex(of: "requests"), mark > 0 else {
      return endpoint(segments).map { [.submit($0)] } ?? []
    }
    guard let endpoint = endpoint(segments[..<mark]), mark + 1 < segments.count else { return [] }
    guard acceptsFullIDs || endpoint.path.isEmpty else { throw .methodNotAllowed([.post]) }
    let id = segments[mark + 1]
    switch segments[(mark + 2)...] {
    // The two words are from older documentation of `response_url`.
    case [], ["response"], ["result"]: return [.result(endpoint, requestID: id)]
    case ["status"]: return [.status(endpoint, requestID: id, logs: logs)]
    case ["status", "stream"]: return [.statusStream(endpoint, requestID: id, logs: logs)]
    case ["cancel"]: return [.cancel(endpoint, requestID: id)]
    default: return []
    }
  }

  private static func run(_ segments: [String]) -> [Route] {
    guard let endpoint = endpoint(segments) else { return [] }
    switch endpoint.path.last {
    case "stream": return [.stream(endpoint.droppingLast)]
    case "realtime": return [.run(endpoint), .realtime(endpoint.droppingLast)]
    default: return [.run(endpoint)]
    }
  }

  private static func rest(_ segments: [String]) -> [Route] {
    switch segments {
    case [".well-known", "jwks.json"]: [.webhookKeys]
    case ["storage", "auth", "token"]: [.cdnToken]
    case ["tokens"]: [.realtimeToken(isDocumented: false)]
    case ["tokens", "realtime"]: [.realtimeToken(isDocumented: true)]
    case ["storage", "upload", "initiate"]: [.initiateUpload(multipart: false)]
    case ["storage", "upload", "initiate-multipart"]: [.initiateUpload(multipart: true)]
    default: []
    }
  }

  private static func cdn(_ segments: [String]) -> [Route] {
    guard segments.first == "files", segments.count > 1 else { return [] }
    let rest = segments.dropFirst()
    if rest == ["upload"] { return [.upload] }
    if rest == ["upload", "multipart"] { return [.startMultipart] }
    if rest.count > 3, rest[rest.endIndex - 3] == "multipart", let last = rest.last {
      let file = rest.dropLast(3).joined(separator: "/")
      let uploadID = rest[rest.endIndex - 2]
      if last == "complete" { return [.completeMultipart(file: file, uploadID: uploadID)] }
      if let number = Int(last), number > 0 { return [.uploadPart(file: file, uploadID: uploadID, number: number)] }
    }
    let file = rest.joined(separator: "/")
    return [.file(file), .putFile(file)]
  }

  private static func api(_ segments: [String], _ query: WireQuery) -> [Route] {
    switch segments {
    case ["models"]: [.models(ModelQuery(query))]
    case ["models", "pricing"]: [.pricing(ModelQuery.endpoints(query), cursor: query["cursor"])]
    case ["account", "billing"]: [.accountBilling]
    case ["models", "usage"]: [.usage(UsageQuery(query))]
    case ["models", "requests", "by-endpoint"]: [.history(HistoryQuery(query))]
    default: []
    }
  }

  private static func openAPI(_ segments: [String], _ query: WireQuery) -> [Route] {
    guard segments == ["queue", "openapi.json"], let text = query["endpoint_id"] else { return [] }
    return (try? EndpointID(text)).map { [.openAPI($0)] } ?? []
  }
}
