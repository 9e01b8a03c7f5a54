package import FalProtocol
package import JSON

extension FalClient {
  /// One page of the list of models.
  package func models(_ query: ModelQuery) async throws(FalError) -> ModelPage {
    try await read(.models(query), ModelPage.init(json:))
  }

  /// Every page of the list of models, from the first on. Where pages overlap
  /// a model is listed once.
  package func allModels(_ query: ModelQuery) async throws(FalError) -> [ModelEntry] {
    var known: Set<EndpointID> = []
    return try await everyPage { cursor async throws(FalError) in
      var query = query
      query.cursor = cursor
      return try await models(query)
    }.entries.filter { known.insert($0.id).inserted }
  }

  /// A model's OpenAPI document: from the site, or, where that knows none or
  /// cannot be asked, as the list of models has it.
  /// - Throws: `FalError.platform` of kind `notFound` for an unknown model.
  package func document(of endpoint: EndpointID) async throws(FalError) -> JSON {
    do throws(FalError) {
      return try await read(.openAPI(endpoint))
    } catch {
      guard error.leavesOtherWays, let document = try? await listedDocument(of: endpoint) else { throw error }
      return document
    }
  }

  private func listedDocument(of endpoint: EndpointID) async throws(FalError) -> JSON? {
    var query = ModelQuery()
    query.endpoints = [endpoint]
    query.expandsOpenAPI = true
    return try await models(query).entries.first { $0.id == endpoint }?.document
  }

  /// What models cost. Models without a price are left out.
  package func prices(of endpoints: [EndpointID]) async throws(FalError) -> [Price] {
    try requireKey()
    guard endpoints.count <= Self.pricesAtOnce else {
      return try await prices(of: Array(endpoints.prefix(Self.pricesAtOnce)))
        + prices(of: Array(endpoints.dropFirst(Self.pricesAtOnce)))
    }
    guard !endpoints.isEmpty else { return [] }
    do throws(FalError) {
      return try await everyPage { cursor async throws(FalError) in
        try await read(.pricing(endpoints, cursor: cursor), PricePage.init(json:))
      }.entries
    } catch {
      guard case .platform(let refusal) = error, refusal.kind == .notFound else { throw error }
      // One unknown id makes the whole request fail.
      guard endpoints.count > 1 else { return [] }
      let half = endpoints.count / 2
      return try await prices(of: Array(endpoints.prefix(half))) + prices(of: Array(endpoints.dropFirst(half)))
    }
  }

  private static let pricesAtOnce = 50

  /// The answer of a route as what it is.
  func read<Value>(
    _ route: Route, _ decode: (JSON) throws(WireFault) -> Value
  ) async throws(FalError) -> Value {
    let json = try await read(route)
    do { return try decode(json) } catch { throw .protocolViolation(.body(error)) }
  }

  func read(_ route: Route) async throws(FalError) -> JSON {
    // Lists and documents of a megabyte are a tenth of it then.
    let request = WireRequest(route, in: origins, headers: ["accept-encoding": "gzip"])
    let response = try await send(request, limit: limits.lookup, within: limits.lookup)
    do { return try response.json() } catch { throw .protocolViolation(.body(error)) }
  }
}

extension FalError {
  /// Whether another service may still have what this one could not give.
  fileprivate var leavesOtherWays: Bool {
    switch self {
    case .platform, .protocolViolation: true
    // Somebody has waited long enough by then.
    case .transport(let fault): !fault.isNotRecorded && fault.kind != .timedOut
    default: false
    }
  }
}
