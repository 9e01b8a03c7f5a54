import OrderedCollections

/// The members of a JSON object, in the order in which they were written.
/// Of a key that was written twice the last value counts.
package struct JSONObject: Sendable, Hashable {
  private var members: OrderedDictionary<String, JSON>

  package init() { members = [:] }

  package init(minimumCapacity: Int) { members = OrderedDictionary(minimumCapacity: minimumCapacity) }

  /// - Precondition: no key twice.
  package init(uniqueKeysWithValues pairs: some Sequence<(String, JSON)>) {
    members = OrderedDictionary(pairs, uniquingKeysWith: { _, last in last })
  }

  package init(_ pairs: some Sequence<(String, JSON)>, uniquingKeysWith combine: (JSON, JSON) -> JSON) {
    members = OrderedDictionary(pairs, uniquingKeysWith: combine)
  }

  private init(_ members: OrderedDictionary<String, JSON>) { self.members = members }

  /// A new key goes to the end; nil takes the member out.
  package subscript(key: String) -> JSON? {
    get { members[key] }
    set { members[key] = newValue }
  }

  package subscript(key: String, default value: @autoclosure () -> JSON) -> JSON {
    get { members[key] ?? value() }
    set { members[key] = newValue }
  }

  package var keys: [String] { Array(members.keys) }
  package var values: [JSON] { Array(members.values) }

  @discardableResult
  package mutating func removeValue(forKey key: String) -> JSON? { members.removeValue(forKey: key) }

  package mutating func merge(_ other: JSONObject, uniquingKeysWith combine: (JSON, JSON) throws -> JSON) rethrows {
    try members.merge(other.members.lazy.map { ($0.key, $0.value) }, uniquingKeysWith: combine)
  }

  package func merging(_ other: JSONObject, uniquingKeysWith combine: (JSON, JSON) throws -> JSON) rethrows
    -> JSONObject
  {
    var copy = self
    try copy.merge(other, uniquingKeysWith: combine)
    return copy
  }

  package func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> JSONObject {
    JSONObject(try members.filter { try isIncluded(($0.key, $0.value)) })
  }

  package func mapValues(_ transform: (JSON) throws -> JSON) rethrows -> JSONObject {
    JSONObject(try members.mapValues(transform))
  }
}

extension JSONObject: RandomAccessCollection {
  package typealias Element = (key: String, value: JSON)

  package var startIndex: Int { 0 }
  package var endIndex: Int { members.count }

  package subscript(position: Int) -> Element {
    let member = members.elements[position]
    return (member.key, member.value)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral pairs: (String, JSON)...) {
    members = OrderedDictionary(pairs, uniquingKeysWith: { _, last in last })
  }
}
