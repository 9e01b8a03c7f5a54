import Diagnostics

// What the evaluator and the checker both say. None has a place yet.
extension Diagnostic {
  static func undefinedName(_ name: String, among names: some Sequence<String>, isInText: Bool = false) -> Diagnostic {
    let near = name.nearest(among: names)
    let help = near.map { "did you mean '$\($0)'?" } ?? (isInText ? "for a dollar sign: \\$\(name)" : nil)
    return Diagnostic(code: "undefined-name", "no value named '\(name)'", help: help)
  }

  static let missingInput = Diagnostic(
    code: "nothing-piped", "nothing is piped in here", help: "$in is what stands before the | of its stage")

  static func unquotedWord(_ word: String) -> Diagnostic {
    Diagnostic(
      code: "bare-word", "'\(word)' is no number, true, false or null", help: "a text has quotes: \"\(word)\"")
  }

  static func notBoolean(_ kindName: String) -> Diagnostic {
    Diagnostic(code: "not-boolean", "a condition must be true or false, but is \(kindName.withArticle)")
  }

  static func notList(_ kindName: String) -> Diagnostic {
    Diagnostic(code: "not-a-list", "`for` goes through a list, but this is \(kindName.withArticle)")
  }

  static func notCount(_ kindName: String) -> Diagnostic {
    Diagnostic(code: "not-a-count", "`retry` takes a whole number from 1 to 1000, but this is \(kindName)")
  }

  static func misplaced(_ word: String) -> Diagnostic {
    let place = word == "return" ? "a `def`" : "a `for`"
    let help = word == "return" ? "what a file gives is its last value" : "not in the block of a command"
    return Diagnostic(code: "misplaced-\(word)", "`\(word)` stands in \(place) only", help: help)
  }

  static let rangeTooLong = Diagnostic(code: "range-too-long", "a range has at most a million numbers")

  static let tooLarge = Diagnostic(code: "value-too-large", "this value is too large, or too deep")

  /// - Parameter line: the line as it should have been.
  static func isValue(_ name: String, line: String) -> Diagnostic {
    Diagnostic(code: "unknown-command", "no command '\(name)'", help: "for the value: $\(name)", correction: line)
  }

  /// - Parameter line: the line as it should have been.
  static func isText(_ word: String, line: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-command", "no command '\(word)'", help: "a text has quotes: \(line)", correction: line)
  }

  static func unknownDefinition(_ name: String, near: String) -> Diagnostic {
    Diagnostic(code: "unknown-command", "no command '\(name)'", help: "did you mean '\(near)'?")
  }

  static let reservedName = Diagnostic(
    code: "reserved-name", "'in' cannot be bound", help: "$in is always what is piped in")
}
