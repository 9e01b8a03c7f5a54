/// The names and values of a URL's query, in order; a name may be repeated.
package struct WireQuery: Sendable, Hashable {
  /// One `name=value`, decoded.
  package struct Item: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var items: [Item]

  package init(_ items: [Item] = []) { self.items = items }

  /// Parses `a=1&b=x%20y`. A plus sign is a blank; a pair whose escapes are
  /// broken is taken as it is written.
  package init(parsing text: some StringProtocol) {
    items = text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Item(Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : "")
    }
  }

  package var isEmpty: Bool { items.isEmpty }

  /// The query as it is sent, without the question mark.
  package var text: String {
    items.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }.joined(separator: "&")
  }

  /// The first value of `name`.
  package subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  /// Every value of `name`.
  package func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  /// Adds a pair, if there is a value.
  package mutating func append(_ name: String, _ value: String?) {
    if let value { items.append(Item(name, value)) }
  }

  private static func decode(_ text: some StringProtocol) -> String {
    let spaced = String(text.map { $0 == "+" ? " " : $0 })
    return PercentEncoding.decode(spaced) ?? spaced
  }
}

extension WireQuery: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Item...) { items = elements }
}
