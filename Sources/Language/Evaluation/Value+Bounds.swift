import JSON

extension Value {
  /// How long a text may be that is put together, in bytes of UTF-8.
  static let maximumTextLength = 64 << 20
  /// How many values one value may hold, those in its lists and records
  /// counted wherever they stand.
  private static let maximumWeight = 4_000_000

  /// Whether the value is one that can be printed, compared and let go of.
  ///
  /// A script may put a list into itself as often as it likes; sharing makes
  /// that cheap to build, while everything that walks the value would run
  /// out of stack or of time.
  var isWithinBounds: Bool {
    var weight = 0
    return Self.isWithinBounds(self, depth: 0, weight: &weight)
  }

  private static func isWithinBounds(_ value: Value, depth: Int, weight: inout Int) -> Bool {
    switch value {
    case .data(let json): return isWithinBounds(json, depth: depth, weight: &weight)
    case .list(let values):
      guard depth < JSON.maximumDepth else { return false }
      for value in values {
        guard isWithinBounds(value, depth: depth + 1, weight: &weight) else { return false }
      }
    case .handle(let handle):
      guard let record = handle as? MixedRecord else { return true }
      guard depth < JSON.maximumDepth else { return false }
      for member in record.members {
        guard isWithinBounds(member.value, depth: depth + 1, weight: &weight) else { return false }
      }
    }
    weight += 1
    return weight <= maximumWeight
  }

  private static func isWithinBounds(_ json: JSON, depth: Int, weight: inout Int) -> Bool {
    weight += 1
    guard weight <= maximumWeight, depth < JSON.maximumDepth else { return false }
    switch json {
    case .null, .bool, .number, .string: return true
    case .array(let elements):
      for element in elements {
        guard isWithinBounds(element, depth: depth + 1, weight: &weight) else { return false }
      }
    case .object:
      for member in json.members ?? [] {
        guard isWithinBounds(member.value, depth: depth + 1, weight: &weight) else { return false }
      }
    }
    return true
  }
}
