import Language

/// A type of argument: it knows its label, how to read itself and what Tab
/// offers for it, so that commands need not.
protocol ArgumentType: Sendable {
  /// What the synopsis calls it: `FILE`, `N`, `MODEL`.
  static var label: String { get }

  /// Whether it is a block in braces, which finds its own place among the
  /// arguments.
  static var isBlock: Bool { get }

  /// Reads what was written. It has no effects, since checking reads too.
  /// - Throws: `Failure` that says what is wanted instead.
  init(reading content: Argument.Content) throws

  /// What Tab offers for a beginning of the word; what does not fit it may
  /// be among it.
  static func candidates(_ prefix: String, in session: Session) -> [Suggestion]
}

extension ArgumentType {
  static var isBlock: Bool { false }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] { [] }
}
