import Diagnostics
import JSON
import Language

extension String: ArgumentType {
  static var label: String { "TEXT" }

  init(reading content: Argument.Content) throws {
    switch content {
    case .word(let word): self = word
    case .value(let value):
      guard let text = value.text else { throw Failure.wants("a text", got: value) }
      self = text
    case .flag, .block, .unknown: throw Failure.wants("a text")
    }
  }
}

extension Int: ArgumentType {
  static var label: String { "N" }

  init(reading content: Argument.Content) throws {
    let number: Int? =
      switch content {
      case .word(let word): Int(word)
      case .value(.data(let json)): json.int ?? json.string.flatMap { Int($0) }
      default: nil
      }
    guard let number else { throw Failure.wants("a whole number") }
    self = number
  }
}

extension Duration: ArgumentType {
  static var label: String { "SECONDS" }

  init(reading content: Argument.Content) throws {
    let seconds: Double? =
      switch content {
      case .word(let word): Double(word)
      case .value(.data(let json)): json.double ?? json.string.flatMap { Double($0) }
      default: nil
      }
    guard let seconds, seconds >= 0, seconds <= 31_536_000 else { throw Failure.wants("a number of seconds") }
    self = .milliseconds(Int64(seconds * 1000))
  }
}

/// Any value at all; an unquoted word is a number, `true`, `false`, `null`
/// or a text.
struct AnyArgument: ArgumentType {
  static let label = "VALUE"
  let value: Value

  init(reading content: Argument.Content) throws {
    switch content {
    case .word(let word): value = .data(JSON(word: word))
    case .value(let value): self.value = value
    case .flag, .block, .unknown: throw Failure.wants("a value")
    }
  }
}

/// The name of a value, without its `$`.
struct NameArgument: ArgumentType {
  static let label = "NAME"
  let name: String

  init(reading content: Argument.Content) throws {
    guard case .word(let word) = content else { throw Failure.wants("a name, without $") }
    name = word
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    session.scope.names.map { Suggestion($0, session.scope[$0]?.kindName ?? "", .variable) }
  }
}

/// A block: `{ … }`.
struct BlockArgument: ArgumentType {
  static let label = "{ … }"
  static let isBlock = true
  let block: BlockValue

  init(reading content: Argument.Content) throws {
    guard case .block(let block) = content else { throw Failure.wants("a block in braces") }
    self.block = block
  }
}

extension JSON {
  /// What a word is where no schema says so.
  init(word: String) {
    switch word {
    case "true": self = true
    case "false": self = false
    case "null": self = .null
    default: self = JSONNumber(word).map(JSON.number) ?? .string(word)
    }
  }
}

extension Failure {
  /// "this must be *wanted*, but is *value*"
  static func wants(_ wanted: String, got value: Value? = nil) -> Failure {
    let got = value.map { ", but is \($0.kindName.withArticle)" } ?? ""
    return Failure(.badInput, Diagnostic(code: "wrong-argument", "this must be \(wanted)\(got)"))
  }
}
