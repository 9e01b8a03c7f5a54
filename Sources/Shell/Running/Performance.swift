import Diagnostics
import Language
import Terminal

/// A script before an audience: what is said, what is typed, and what comes
/// of it, one after the other.
struct Performance: Sendable {
  /// What a key asks for.
  private enum Step { case next, rest, end }

  private let script: Script
  private let session: Session
  private let evaluator: Evaluator

  init(_ script: Script, in session: Session) {
    self.script = script
    self.session = session
    evaluator = Evaluator(
      host: SessionHost(session: session, permissions: .script), source: script.source, scope: Scope(),
      pause: session.retryPause)
  }

  /// - Parameter arguments: the values of the script's parameters.
  /// - Throws: `Failure` of the first statement that fails;
  ///   `CancellationError`.
  func run(_ arguments: [String: Value]) async throws {
    let program = script.parsed.program
    let introduction = Program(parameters: program.parameters, statements: [], comments: [])
    _ = try await evaluator.run(introduction, arguments: arguments)
    var (waits, told) = (isFollowed, 0)
    if waits { session.console.note(Self.keys) }
    for statement in program.statements {
      tell(program.comments, from: told, to: statement.range.end)
      told = statement.range.end
      show(statement)
      switch waits ? try await step() : .rest {
      case .next: break
      case .rest: waits = false
      case .end: return
      }
      _ = try await evaluator.run(Program(parameters: [], statements: [statement], comments: []))
    }
    tell(program.comments, from: told, to: script.source.count)
    try await session.jobs.waitForBackground()
  }

  /// The narration that stands before a statement or in it.
  private func tell(_ comments: [Comment], from start: Int, to end: Int) {
    let spoken = comments.filter { $0.isNarration && $0.range.start >= start && $0.range.start < end }
    if !spoken.isEmpty { session.console.show(StyledText()) }
    for comment in spoken { session.console.show(StyledText(comment.text, Style(italic: true, color: .cyan))) }
  }

  private func show(_ statement: Statement) {
    let lines = Highlighter(session: session).text(String(script.source[statement.range])).lines
    for (index, line) in lines.enumerated() {
      session.console.show(StyledText(index == 0 ? "> " : ". ", .dim) + line)
    }
  }

  /// Whether somebody is there to press a key.
  private var isFollowed: Bool {
    guard case .screen = session.console.results else { return false }
    return session.person.isThere
  }

  private static let keys = "space: the next step; r: all that follows; q: the end"

  /// Waits for a key.
  private func step() async throws -> Step {
    while let key = await session.person.key() {
      switch key {
      case " ": return .next
      case "r": return .rest
      case "q", "\u{1B}": return .end
      default: session.console.note(Self.keys)
      }
    }
    // Ctrl-C, or the keys have come to their end.
    try Task.checkCancellation()
    return .end
  }
}
