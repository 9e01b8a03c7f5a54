package import JSON

/// One page of a list of the Platform API.
package struct Page<Entry: Sendable & Hashable>: Sendable, Hashable {
  package let entries: [Entry]
  /// What to ask for next; nil if this is the last page.
  package let nextCursor: String?

  package init(entries: [Entry], nextCursor: String? = nil) {
    self.entries = entries
    self.nextCursor = nextCursor
  }

  init(json: JSON, list: String, _ decode: (JSON) -> Entry?) throws(WireFault) {
    guard let elements = json[list]?.array else { throw .missing(list) }
    entries = elements.compactMap(decode)
    let hasMore = json["has_more"]?.bool ?? true
    nextCursor = hasMore ? json["next_cursor"]?.string : nil
  }

  func json(list: String, _ encode: (Entry) -> JSON) -> JSON {
    .object([
      list: .array(entries.map(encode)), "next_cursor": nextCursor.map(JSON.string) ?? .null,
      "has_more": .bool(nextCursor != nil),
    ])
  }
}

/// A page of the list of models.
package typealias ModelPage = Page<ModelEntry>

/// A page of the list of prices.
package typealias PricePage = Page<Price>

extension Page<ModelEntry> {
  /// Entries without a readable id are left out.
  /// - Throws: `WireFault.missing("models")`.
  package init(json: JSON) throws(WireFault) { try self.init(json: json, list: "models") { try? ModelEntry(json: $0) } }

  /// The page as it is sent.
  package var json: JSON { json(list: "models", \.json) }
}

extension Page<Price> {
  /// Entries that are no price are left out.
  /// - Throws: `WireFault.missing("prices")`.
  package init(json: JSON) throws(WireFault) { try self.init(json: json, list: "prices") { try? Price(json: $0) } }

  /// The page as it is sent.
  package var json: JSON { json(list: "prices", \.json) }
}
