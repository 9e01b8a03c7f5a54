import FalProtocol

extension FalClient {
  /// The most pages that are read of one list.
  private static let mostPages = 1000

  /// Reads page after page of a list.
  ///
  /// A cursor that has come before would come for ever: there the list ends.
  /// - Parameters:
  ///   - limit: so many entries are enough; `Int.max` wants all.
  ///   - page: reads the page of a cursor; nil is the first.
  /// - Returns: the entries, and whether there are more than were wanted.
  /// - Throws: `ProtocolViolation.tooManyPages`.
  func everyPage<Entry: Sendable & Hashable>(
    upTo limit: Int = .max, _ page: (_ cursor: String?) async throws(FalError) -> Page<Entry>
  ) async throws(FalError) -> (entries: [Entry], hasMore: Bool) {
    var entries: [Entry] = []
    var cursors: Set<String> = []
    var cursor: String?
    repeat {
      guard cursors.count < Self.mostPages else { throw .protocolViolation(.tooManyPages(limit: Self.mostPages)) }
      let next = try await page(cursor)
      entries += next.entries
      cursor = next.nextCursor.flatMap { cursors.insert($0).inserted ? $0 : nil }
    } while cursor != nil && entries.count < limit
    return (Array(entries.prefix(limit)), cursor != nil || entries.count > limit)
  }
}
