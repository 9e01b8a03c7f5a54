import Diagnostics
import JSON

extension JSON {
  /// How many items a list may have that an expression makes.
  static let maximumCount = 1_000_000

  /// What an unquoted word is by itself: a number, `true`, `false` or
  /// `null`; nil for any other word.
  init?(word: String) {
    switch word {
    case "true": self = true
    case "false": self = false
    case "null": self = .null
    default:
      guard let number = JSONNumber(word) else { return nil }
      self = .number(number)
    }
  }

  /// A word where a text may stand without quotes: in a list, a record, an
  /// argument.
  init(wordOrText word: String) { self = JSON(word: word) ?? .string(word) }

  /// The integers from `first` to `last`, both in; nothing if `last` is less.
  /// - Returns: nil if they are too many.
  static func integers(from first: Int, through last: Int) -> JSON? {
    guard first <= last else { return .array([]) }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, distance < maximumCount else { return nil }
    return .array((first...last).map { JSON($0) })
  }
}

extension JSON {
  /// The members of a record, in order; nil for anything else.
  var members: [(key: String, value: JSON)]? { object.map { Array($0) } }
}

extension Expression {
  /// The value that is known without running anything; nil if there is none.
  /// - Parameter allowsText: whether a word that is nothing else is a text.
  func literalValue(allowsText: Bool = false) -> JSON? {
    switch kind {
    case .word(let word): return allowsText ? JSON(wordOrText: word) : JSON(word: word)
    case .string(let literal): return literal.literal.map(JSON.string)
    case .range(.number(let first), .number(let last)): return JSON.integers(from: first, through: last)
    case .list(let elements): return Self.literalList(elements)
    case .record(let members): return Self.literalRecord(members)
    default: return nil
    }
  }

  private static func literalList(_ elements: [Expression]) -> JSON? {
    var values: [JSON] = []
    for element in elements {
      guard let value = element.literalValue(allowsText: true) else { return nil }
      values.append(value)
    }
    return .array(values)
  }

  private static func literalRecord(_ members: [(key: Located<String>, value: Expression)]) -> JSON? {
    var record: JSON = [:]
    for member in members {
      guard let value = member.value.literalValue(allowsText: true) else { return nil }
      record.set(value, at: JSONPath(key: member.key.value))
    }
    return record
  }
}
