import Language

extension CursorPlace {
  private static let keywords: [(word: String, use: String)] = [
    ("let", "names a value"), ("for", "once for each of a list"), ("if", "if a condition holds"),
    ("try", "goes on where something fails"), ("def", "a command of one's own"), ("expect", "fails unless it holds"),
    ("retry", "again while it fails in passing"),
  ]

  /// Commands, models and whatever else may begin a statement or a stage.
  func callNames(piped: Bool) -> [Suggestion] {
    let words = (piped ? [] : keywords) + definitions + commands(piped: piped) + aliases
    let named = words.filter { $0.text.hasPrefix(prefix) }
    if prefix.isEmpty { return named }
    // A beginning of a command's name means the command.
    return named + (named.isEmpty ? session.models(matching: prefix) : session.models(beginningWith: prefix))
  }

  private var keywords: [Suggestion] {
    prefix.isEmpty ? [] : Self.keywords.map { Suggestion($0.word, $0.use, .keyword) }
  }

  /// A command that takes what is piped into it comes before one that does
  /// not.
  private func commands(piped: Bool) -> [Suggestion] {
    let manuals = Commands.manuals
    let ordered = piped ? manuals.filter { $0.input != .none } : manuals
    return ordered.map { Suggestion($0.name, $0.summary, .command) }
  }

  private var definitions: [Suggestion] {
    let typed = context.definitions.map { ($0.key, $0.value) }
    let kept = session.scope.definitionNames.compactMap { name in
      session.scope.definition(named: name).map { (name, $0.definition.syntax.formals.map(\.name.value)) }
    }
    return Dictionary(typed + kept) { first, _ in first }.sorted { $0.key < $1.key }
      .map { Suggestion($0.key, $0.value.joined(separator: " "), .definition) }
  }

  private var aliases: [Suggestion] {
    session.settings.aliases.sorted { $0.key < $1.key }.map { Suggestion($0.key, $0.value, .alias) }
  }
}
