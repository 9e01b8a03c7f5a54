import Language

/// A declared parameter or option of a command, without its type.
protocol DeclaredParameter: Sendable {
  var name: String { get }
  var summary: String { get }
  /// As it stands in the synopsis: `FILE`, `[MODEL]`, `[--seconds N]`.
  var synopsis: String { get }
  var isRequired: Bool { get }
  var isRepeated: Bool { get }
  /// Whether it is written `--name` or `name=value`.
  var isNamed: Bool { get }
  var letter: Character? { get }
  /// Whether a value belongs to it.
  var takesValue: Bool { get }
  /// Whether that value is a block in braces.
  var takesBlock: Bool { get }
  /// What reads its value; nil for a flag.
  var argumentType: (any ArgumentType.Type)? { get }
  func check(_ content: Argument.Content) throws
  func candidates(_ prefix: String, in session: Session) -> [Suggestion]
}

extension DeclaredParameter {
  var isRequired: Bool { false }
  var isRepeated: Bool { false }
  var isNamed: Bool { false }
  var letter: Character? { nil }
  var takesValue: Bool { true }
  var takesBlock: Bool { false }
  var argumentType: (any ArgumentType.Type)? { nil }
}

/// A parameter whose type of argument reads and completes it.
protocol TypedParameter: DeclaredParameter {
  associatedtype Kind: ArgumentType
}

extension TypedParameter {
  var takesBlock: Bool { Kind.isBlock }
  var argumentType: (any ArgumentType.Type)? { Kind.self }

  func check(_ content: Argument.Content) throws { _ = try Kind(reading: content) }
  func candidates(_ prefix: String, in session: Session) -> [Suggestion] { Kind.candidates(prefix, in: session) }
}

/// A parameter that has to be given.
struct Required<Kind: ArgumentType>: TypedParameter {
  let name: String
  let summary: String
  var isRequired: Bool { true }
  var synopsis: String { Kind.label }

  init(_ name: String, _ kind: Kind.Type, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// A parameter that may be left out.
struct Omittable<Kind: ArgumentType>: TypedParameter {
  let name: String
  let summary: String
  var synopsis: String { "[\(Kind.label)]" }

  init(_ name: String, _ kind: Kind.Type, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// A parameter that takes everything that is left.
struct Repeated<Kind: ArgumentType>: TypedParameter {
  let name: String
  let summary: String
  var isRepeated: Bool { true }
  var synopsis: String { "[\(Kind.label) …]" }

  init(_ name: String, _ kind: Kind.Type, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// `--name VALUE`, also written `name=VALUE`.
struct Named<Kind: ArgumentType>: TypedParameter {
  let name: String
  let letter: Character?
  let summary: String
  /// Values worth offering, where the type knows none.
  let usual: [String]
  var isNamed: Bool { true }
  var synopsis: String { "[--\(name) \(Kind.label)]" }

  init(_ name: String, letter: Character? = nil, _ kind: Kind.Type, _ summary: String, usual: [String] = []) {
    self.name = name
    self.letter = letter
    self.summary = summary
    self.usual = usual
  }

  func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    usual.isEmpty ? Kind.candidates(prefix, in: session) : usual.map { Suggestion($0) }
  }
}

/// `--name` alone.
struct Flag: DeclaredParameter {
  let name: String
  let letter: Character?
  let summary: String
  var isNamed: Bool { true }
  var takesValue: Bool { false }
  var synopsis: String { "[--\(name)]" }

  init(_ name: String, letter: Character? = nil, _ summary: String) {
    self.name = name
    self.letter = letter
    self.summary = summary
  }

  func check(_ content: Argument.Content) throws {}
  func candidates(_ prefix: String, in session: Session) -> [Suggestion] { [] }
}
