/// Where a text comes from, which decides what may stand in it.
package enum Origin: Sendable, Hashable, CaseIterable {
  /// A script: `param` may stand in it, and a line that starts with `|` goes
  /// on with the one before.
  case file
  /// Several lines put on the edit line at once, read like a file.
  case paste
  /// A line typed at the prompt, where `!command` starts a program.
  case prompt
  /// The arguments of a program, as `Parser.parse(words:)` writes them down.
  case words
}

/// What a text may hold, by its origin.
struct Dialect: Sendable {
  var continuesAtPipe: Bool
  var allowsShell: Bool
  var allowsParameters: Bool

  init(_ origin: Origin) {
    continuesAtPipe = origin == .file || origin == .paste
    allowsShell = origin == .prompt
    allowsParameters = origin == .file
  }

  /// All of it, for colouring and completing a text of unknown origin.
  static var lenient: Dialect {
    var dialect = Dialect(.file)
    dialect.allowsShell = true
    return dialect
  }
}
