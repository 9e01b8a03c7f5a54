import Diagnostics
import Language

extension ParseResult {
  /// What a part that does not parse may have named, or used: where its word
  /// stands there, that nobody knows it says nothing.
  private static let misleading: Set = ["undefined-name", "unknown-command", "unused-parameter"]

  /// All that is wrong with a text: what does not parse, and what is wrong
  /// with the statements that do.
  func problems(in source: SourceText, _ check: (Program) async -> [Diagnostic]) async -> [Diagnostic] {
    let found = await check(program)
    guard hasErrors else { return diagnostics + found }
    let broken = BrokenText(self, in: source)
    let sound = found.filter { problem in
      guard let place = problem.range, !broken.holds(place) else { return false }
      return !Self.misleading.contains(problem.code) || !broken.names(source[place].drop { $0 == "$" })
    }
    return (diagnostics + sound).enumerated()
      .sorted { ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset) }
      .map(\.element)
  }
}
