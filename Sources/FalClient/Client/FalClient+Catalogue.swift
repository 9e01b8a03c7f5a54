package import FalProtocol
package import JSON

extension FalClient {
  /// One page of the list of models.
  package func models(_ query: ModelQuery) async throws(FalError) -> ModelPage {
    let json = try await read(.models(query))
    do { return try ModelPage(json: json) } catch { throw .protocolViolation(.body(error)) }
  }

  /// A model's OpenAPI document.
  /// - Throws: `FalError.platform` of kind `notFound` for an unknown model.
  package func document(of endpoint: EndpointID) async throws(FalError) -> JSON {
    try await read(.openAPI(endpoint))
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
      let json = try await read(.pricing(endpoints))
      do { return try PricePage(json: json).entries } catch { throw .protocolViolation(.body(error)) }
    } catch {
      guard case .platform(let refusal) = error, refusal.kind == .notFound else { throw error }
      // One unknown id makes the whole request fail.
      guard endpoints.count > 1 else { return [] }
      let half = endpoints.count / 2
      return try await prices(of: Array(endpoints.prefix(half))) + prices(of: Array(endpoints.dropFirst(half)))
    }
  }

  /// Whose key it is, and what is left of the credit.
  package func accountBilling() async throws(FalError) -> AccountBilling {
    try requireKey()
    return AccountBilling(json: try await read(.accountBilling))
  }

  private static let pricesAtOnce = 50

  private func read(_ route: Route) async throws(FalError) -> JSON {
    let response = try await send(WireRequest(route, in: origins))
    do { return try response.json() } catch { throw .protocolViolation(.body(error)) }
  }
}
