import Diagnostics
import Language
import Synchronization

/// What a session did, statement by statement: `export` and `trace` go back
/// through it from the values that are there.
final class StatementLog: Sendable {
  /// The statement that this task works for, where that is not the one that
  /// began last: what runs in the background outlives its statement.
  @TaskLocal static var current: Int?

  private struct Contents {
    var statements: [LoggedStatement] = []
    /// The statement whose value is `%`.
    var latest: Int?

    mutating func append(_ content: LoggedStatement.Content, _ references: References?, hasSucceeded: Bool = false) {
      var logged = LoggedStatement(
        id: statements.count, content: content, references: references, latestBefore: latest)
      logged.hasSucceeded = hasSucceeded
      statements.append(logged)
    }
  }

  private let contents = Mutex(Contents())
  private let origins = Mutex<[Int: JobOrigin]>([:])
  /// Names that will be bound from outside before the next statement begins.
  private let expected = Mutex<(names: [String], scope: Scope)?>(nil)

  /// The oldest first. Those that failed, or still run, are among them.
  var statements: [LoggedStatement] { contents.withLock { $0.statements } }

  /// The statement that a job or a stage belongs to.
  var currentID: Int? { Self.current ?? contents.withLock { $0.statements.indices.last } }

  /// Whether a statement of the program has begun.
  var hasBegun: Bool { currentID != nil }

  /// How often the `for`s around a call of the statement that runs now will
  /// run it, as far as that is known.
  func loopRounds(around call: Invocation, in scope: Scope) -> Int {
    let statements = statements
    guard let id = currentID, statements.indices.contains(id),
      case .statement(let statement, call.source) = statements[id].content
    else { return 1 }
    return LoopRounds(of: statement, in: scope).count(around: call.range)
  }

  /// A program is about to run, and binds its parameters first.
  func expectParameters(of program: Program, in scope: Scope) {
    guard !program.parameters.isEmpty else { return }
    expected.withLock { $0 = (program.parameters.map(\.name.value), scope) }
  }

  func begin(_ statement: Statement, in source: SourceText) {
    bindExpected()
    let references = References(of: statement)
    contents.withLock { $0.append(.statement(statement, source), references) }
  }

  /// Values that came from outside of any statement.
  private func bindExpected() {
    guard let (names, scope) = expected.withLock({ $0.take() }) else { return }
    let values = names.compactMap { name in scope[name].map { (name: name, value: $0) } }
    contents.withLock { $0.append(.values(values), nil, hasSucceeded: true) }
  }

  /// The statement that began last of those with this text has ended well.
  /// - Parameter isLatest: whether its value is what `%` is now.
  func end(_ statement: Statement, in source: SourceText, value: Value?, isLatest: Bool, scope: Scope) {
    contents.withLock { contents in
      let index = contents.statements.lastIndex { logged in
        guard case .statement(let begun, let text) = logged.content, !logged.hasSucceeded else { return false }
        return begun.range == statement.range && text == source
      }
      guard let index else { return }
      contents.statements[index].end(with: value, isLatest: isLatest, scope)
      if isLatest { contents.latest = max(index, contents.latest ?? 0) }
    }
  }

  /// The statement that runs now has failed, and `%` is what it gave before
  /// that.
  func endInPart(with value: Value, scope: Scope) {
    contents.withLock { contents in
      guard let index = contents.statements.indices.last else { return }
      contents.statements[index].end(with: value, isLatest: true, scope)
      contents.latest = index
    }
  }

  /// A job begins.
  func add(_ job: Job, _ draft: Draft, _ invocation: Invocation) {
    let id = currentID
    origins.withLock {
      $0[job.number] = JobOrigin(
        source: invocation.source, range: invocation.range, name: invocation.name, draft: draft, statement: id)
    }
    contents.withLock { contents in
      if let id, contents.statements.indices.contains(id) { contents.statements[id].jobs.append(job.number) }
    }
  }

  /// What a stage gave that runs a block or a model many times.
  func note(stage range: SourceRange, of source: SourceText, gave value: Value) {
    let id = currentID
    contents.withLock { contents in
      guard let id, contents.statements.indices.contains(id),
        case .statement(_, source) = contents.statements[id].content
      else { return }
      contents.statements[id].stages[range] = value
    }
  }

  /// How a job of this session came about; nil if it was run elsewhere.
  func origin(ofJob number: Int) -> JobOrigin? { origins.withLock { $0[number] } }
}

/// One statement of the outermost level as it was run.
struct LoggedStatement: Sendable {
  enum Content: Sendable {
    case statement(Statement, SourceText)
    case values([(name: String, value: Value)])
  }

  let id: Int
  let content: Content
  /// nil for values.
  let references: References?
  /// The statement that `%` meant when this one began.
  let latestBefore: Int?
  var hasSucceeded = false
  /// Whether `%` became its value.
  var isLatest = false
  /// The numbers of the jobs that it ran, in the order in which they began.
  var jobs: [Int] = []
  /// Kept where jobs were run only.
  var value: Value?
  /// What its blocks bound, as it was then.
  var bindings: [String: Value] = [:]
  /// What each stage gave that runs a block or a model many times.
  var stages: [SourceRange: Value] = [:]

  fileprivate mutating func end(with value: Value?, isLatest: Bool, _ scope: Scope) {
    hasSucceeded = true
    self.isLatest = isLatest
    if isLatest || !jobs.isEmpty { self.value = value }
    guard boundName == nil else { return }
    for name in references?.bound ?? [] { bindings[name] = scope[name] }
  }
}

/// Where a job of this session was asked for.
struct JobOrigin: Sendable {
  let source: SourceText
  /// The call.
  let range: SourceRange
  let name: Located<String>
  /// What the arguments came to, with the files that were uploaded.
  let draft: Draft
  let statement: Int?
}
