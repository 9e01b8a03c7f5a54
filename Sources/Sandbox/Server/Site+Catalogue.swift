import FalProtocol
import JSON

extension Site {
  /// The models that fit a query, a page at a time. Stand-ins are found by their ids only: what
  /// the sandbox is asked to show is what it does well.
  func models(_ query: ModelQuery) throws(PlatformError) -> SandboxAnswer {
    let listed = query.endpoints.isEmpty ? Models.all : query.endpoints.compactMap { Models.model(of: $0.description) }
    let found = listed.filter { query.fits($0.listing) }
    guard query.endpoints.isEmpty || !found.isEmpty else { throw Self.notFound }
    let (part, next) = found.page(at: query.cursor, limit: query.limit, most: 1000)
    let entries = part.compactMap { entry(of: $0.listing, withDocument: query.expandsOpenAPI) }
    return .whole(WireResponse(status: 200, json: ModelPage(entries: entries, nextCursor: next).json))
  }

  func pricing(_ endpoints: [EndpointID]) throws(PlatformError) -> SandboxAnswer {
    let prices = endpoints.compactMap { Models.model(of: $0.description)?.listing.priceEntry(id: $0) }
    guard !prices.isEmpty else { throw Self.notFound }
    return .whole(WireResponse(status: 200, json: PricePage(entries: prices).json))
  }

  func openAPI(_ endpoint: EndpointID) -> SandboxAnswer {
    guard let bytes = workshop.documents.bytes(of: endpoint.description) else {
      return .whole(WireResponse(status: 404, json: .null))
    }
    return .whole(WireResponse(status: 200, headers: ["content-type": "application/json"], body: bytes))
  }

  private func entry(of listing: ModelListing, withDocument: Bool) -> ModelEntry? {
    guard let id = try? EndpointID(listing.endpoint) else { return nil }
    return listing.entry(id: id, document: withDocument ? workshop.documents.document(of: listing.endpoint) : nil)
  }

  private static let notFound = PlatformError(
    status: 404, shape: .errorObject, type: "not_found", message: "none of these endpoints is here")
}

extension Array {
  /// The part of a list that a page shows; the cursor is the number of
  /// elements that came before.
  /// - Parameters:
  ///   - limit: how many a page was asked to have; nil is 50.
  ///   - most: how many it has at most.
  func page(at cursor: String?, limit: Int?, most: Int) -> (part: ArraySlice<Element>, next: String?) {
    let start = Swift.min(Swift.max(0, cursor.flatMap { Int($0) } ?? 0), count)
    let end = Swift.min(start + Swift.min(limit ?? 50, most), count)
    return (self[start..<end], end < count ? String(end) : nil)
  }
}

extension ModelQuery {
  fileprivate func fits(_ listing: ModelListing) -> Bool {
    guard status != .deprecated, category == nil || category == listing.category else { return false }
    guard endpoints.isEmpty || endpoints.contains(where: { $0.description == listing.endpoint }) else { return false }
    return listing.matches(words: text ?? "")
  }
}
