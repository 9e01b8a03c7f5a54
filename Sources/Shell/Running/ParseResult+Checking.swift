import Diagnostics
import Language

extension ParseResult {
  /// What a statement that does not parse may have named: that nobody knows
  /// it says nothing.
  private static let misleading: Set = ["undefined-name", "unknown-command", "unused-parameter"]

  /// All that is wrong with a text: what does not parse, and what is wrong
  /// with the statements that do.
  func problems(_ check: (Program) async -> [Diagnostic]) async -> [Diagnostic] {
    let found = await check(program)
    guard hasErrors else { return diagnostics + found }
    let broken = brokenStatements
    let sound = found.filter { problem in
      let isInBroken = problem.range.map { place in broken.contains { $0.start <= place.start && place.start < $0.end }
      }
      return isInBroken == false && !Self.misleading.contains(problem.code)
    }
    return (diagnostics + sound).enumerated()
      .sorted { ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset) }
      .map(\.element)
  }

  private var brokenStatements: [SourceRange] {
    let errors = diagnostics.filter { $0.severity == .error }.compactMap(\.range)
    return program.statements.map(\.range).filter { statement in
      errors.contains { $0.start <= statement.end && statement.start <= $0.end }
    }
  }
}
