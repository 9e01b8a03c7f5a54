import JSON

extension Value {
  /// How long a text may be that is put together, in bytes of UTF-8.
  static let maximumTextLength = 64 << 20

  /// Whether the value is one that can be printed, compared and let go of.
  ///
  /// A script may put a list into itself as often as it likes; sharing makes
  /// that cheap to build, while everything that walks the value would run
  /// out of stack, of time or of memory.
  var isWithinBounds: Bool {
    var measure = Measure()
    return measure.holds(self, depth: 0)
  }

  /// What has been found of a value, counted wherever it stands.
  private struct Measure {
    /// How many values one value may hold in its lists and records.
    private static let maximumCount = 4_000_000
    /// How long all texts of a value may be together, in bytes of UTF-8.
    private static let maximumLength = 256 << 20

    private var count = 0
    private var length = 0

    mutating func holds(_ value: Value, depth: Int) -> Bool {
      switch value {
      case .data(let json): holds(json, depth: depth)
      case .list(let values):
        isOneMore(depth) && values.allSatisfy { holds($0, depth: depth + 1) }
      case .handle(let record as MixedRecord):
        isOneMore(depth) && record.members.allSatisfy { holds($0.value, depth: depth + 1) }
      case .handle: isOneMore(depth)
      }
    }

    private mutating func holds(_ json: JSON, depth: Int) -> Bool {
      guard isOneMore(depth) else { return false }
      switch json {
      case .null, .bool: return true
      case .number(let number): return isLonger(by: number.text)
      case .string(let text): return isLonger(by: text)
      case .array(let elements): return elements.allSatisfy { holds($0, depth: depth + 1) }
      case .object(let members):
        return members.allSatisfy { isLonger(by: $0.key) && holds($0.value, depth: depth + 1) }
      }
    }

    private mutating func isOneMore(_ depth: Int) -> Bool {
      count += 1
      return count <= Self.maximumCount && depth < JSON.maximumDepth
    }

    private mutating func isLonger(by text: String) -> Bool {
      length += text.utf8.count
      return length <= Self.maximumLength
    }
  }
}
