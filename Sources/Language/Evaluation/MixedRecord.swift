package import JSON

/// A record with a member that is no data yet, or never will be only that:
/// `{path: @style.safetensors, scale: 0.8}`. Records of data alone are
/// `Value.data`.
package struct MixedRecord: Handle {
  /// In the order in which they were written; no key stands twice.
  package let members: [(key: String, value: Value)]

  package init(_ members: [(key: String, value: Value)]) { self.members = members }

  package var kindName: String { "record" }

  package func settled() async throws -> Value {
    var settled: [(key: String, value: Value)] = []
    for member in members { settled.append((member.key, try await member.value.settled())) }
    return Value(record: settled)
  }

  package var json: JSON {
    var record: JSON = [:]
    for member in members { record.set(member.value.json, at: JSONPath(key: member.key)) }
    return record
  }

  package subscript(key: String) -> Value? { members.first { $0.key == key }?.value }
}

extension Value {
  /// A list in its simplest form: data if all of its items are.
  package init(list items: [Value]) {
    var elements: [JSON] = []
    elements.reserveCapacity(items.count)
    for item in items {
      guard case .data(let json) = item else {
        self = .list(items)
        return
      }
      elements.append(json)
    }
    self = .data(.array(elements))
  }

  /// A record in its simplest form: data if all of its members are. Of a key
  /// that stands twice the last value counts.
  package init(record members: [(key: String, value: Value)]) {
    var unique: [(key: String, value: Value)] = []
    var positions: [String: Int] = [:]
    for member in members {
      if let position = positions[member.key] {
        unique[position].value = member.value
      } else {
        positions[member.key] = unique.count
        unique.append(member)
      }
    }
    let record = MixedRecord(unique)
    self = unique.allSatisfy { $0.value.isData } ? .data(record.json) : .handle(record)
  }

  private var isData: Bool { if case .data = self { true } else { false } }
}
