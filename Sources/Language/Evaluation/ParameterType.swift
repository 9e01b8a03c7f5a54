import Diagnostics
import JSON

/// What the value of a `param` has to be.
package enum ParameterType: String, Sendable, Hashable, CaseIterable {
  case text, int, number, bool, file, list, record

  /// The type that goes without saying: that of the default.
  init?(of defaultValue: Expression) {
    switch defaultValue.kind {
    case .string: self = .text
    case .file: self = .file
    case .list, .range: self = .list
    case .record: self = .record
    case .word(let word):
      switch JSON(wordOrText: word) {
      case .number: self = .number
      case .bool: self = .bool
      case .string: self = .text
      default: return nil
      }
    default: return nil
    }
  }

  /// A text from a command line, read as this type wants it. Files are left
  /// to the host, so their path comes back as it is.
  /// - Returns: nil if it cannot be read so.
  func read(_ text: String) -> JSON? {
    switch self {
    case .text, .file: return .string(text)
    case .int, .number, .bool: return JSON(word: text).flatMap(accepted)
    case .list, .record: return (try? JSON(parsing: text)).flatMap(accepted)
    }
  }

  /// The data itself if it is of this type.
  func accepted(_ json: JSON) -> JSON? { accepts(json) ? .some(json) : .none }

  /// Whether data is of this type.
  func accepts(_ json: JSON) -> Bool {
    switch (self, json) {
    case (.text, .string), (.file, .string), (.number, .number), (.bool, .bool), (.list, .array), (.record, .object):
      true
    case (.int, .number(let number)): number.int != nil
    default: false
    }
  }

  /// The type in a sentence.
  var described: String {
    switch self {
    case .text: "a text"
    case .int: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .file: "a file"
    case .list: "a list"
    case .record: "a record"
    }
  }

  /// What such a value looks like on a command line.
  var example: String? {
    switch self {
    case .list: #"as JSON: ["a", "b"]"#
    case .record: #"as JSON: {"a": 1}"#
    case .text, .int, .number, .bool, .file: nil
    }
  }
}

extension ParameterDeclaration {
  /// The declared type, or that of the default; nil if anything will do.
  var valueType: ParameterType? {
    if let type { return ParameterType(rawValue: type.value) }
    return defaultValue.flatMap(ParameterType.init(of:))
  }
}
