import FalProtocol

extension FalClient {
  /// What is known of a file once it is there.
  package struct Downloaded: Sendable, Hashable {
    /// As it was sent, in whatever case; nil if it was not said.
    package let contentType: String?
    /// In bytes.
    package let length: Int
  }

  /// Reads a file at an `http`, `https` or `data` URL. The key is never sent.
  /// It is asked for again only as long as nothing of it has come.
  /// - Parameters:
  ///   - refusesPages: whether a page for a browser is surely not what is
  ///     wanted, but what a host shows to those it does not let in.
  ///   - receive: takes the pieces in order; an error that it throws ends the
  ///     download.
  /// - Throws: `FalError`, for such a page `ProtocolViolation.page`.
  package func download(
    _ url: String, refusesPages: Bool = false, receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws(FalError) -> Downloaded {
    guard !DataURL.isDataURL(url) else { return try await decode(url, receive) }
    guard let place = WireURL(url) else { throw .protocolViolation(.badURL(url)) }
    let client = self
    let hasBegun = Flag()
    let outcome = try await repeating(.reads) { () async throws(FalError) -> Result<Downloaded, FalError> in
      do throws(FalError) {
        return .success(try await client.downloadOnce(place, refusesPages, hasBegun, receive))
      } catch {
        guard hasBegun.isSet else { throw error }
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private func downloadOnce(
    _ url: WireURL, _ refusesPages: Bool, _ hasBegun: Flag,
    _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws(FalError) -> Downloaded {
    try await exchange(WireRequest(.get, url), limit: limits.transfer, mayUseKey: false) { response, watchdog in
      guard (200..<300).contains(response.status) else {
        throw FalError.platform(PlatformError(try await response.collected(upTo: 1 << 20, feeding: watchdog)))
      }
      if refusesPages, response.isPage { throw ProtocolViolation.page }
      var length = 0
      for try await piece in response.body {
        watchdog.feed()
        hasBegun.set()
        length += piece.count
        try await receive(piece)
      }
      return Downloaded(contentType: response.headers["content-type"], length: length)
    }
  }

  private func decode(
    _ url: String, _ receive: @Sendable ([UInt8]) async throws -> Void
  ) async throws(FalError) -> Downloaded {
    let malformed = FalError.protocolViolation(.badURL(String(url.prefix(64))))
    guard var reader = DataURLReader(url) else { throw malformed }
    var length = 0
    do {
      while let piece = try reader.next() {
        length += piece.count
        try await receive(piece)
      }
    } catch {
      throw error is DataURLReader.Malformed ? malformed : FalError(error, host: "")
    }
    return Downloaded(contentType: reader.contentType, length: length)
  }
}

extension StreamedResponse {
  fileprivate var isPage: Bool {
    headers["content-type"].map { $0.lowercased().hasPrefix("text/html") } ?? false
  }
}
