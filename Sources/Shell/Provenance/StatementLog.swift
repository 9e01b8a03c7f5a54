import Diagnostics
import Language
import Synchronization

/// What a session did, statement by statement: `export` and `trace` go back
/// through it from the values that are there.
final class StatementLog: Sendable {
  /// The statement that this task works for, where that is not the one that
  /// began last: what runs in the background outlives its statement.
  @TaskLocal static var current: Int?

  private let contents = Mutex<[LoggedStatement]>([])
  private let origins = Mutex<[Int: JobOrigin]>([:])
  /// Names that will be bound from outside before the next statement begins.
  private let expected = Mutex<(names: [String], scope: Scope)?>(nil)

  /// The oldest first. Those that failed, or still run, are among them.
  var statements: [LoggedStatement] { contents.withLock { $0 } }

  /// The statement that a job or a stage belongs to.
  var currentID: Int? { Self.current ?? contents.withLock { $0.isEmpty ? nil : $0.count - 1 } }

  /// A program is about to run, and binds its parameters first.
  func expectParameters(of program: Program, in scope: Scope) {
    guard !program.parameters.isEmpty else { return }
    expected.withLock { $0 = (program.parameters.map(\.name.value), scope) }
  }

  func begin(_ statement: Statement, in source: SourceText) {
    bindExpected()
    let references = References(of: statement)
    contents.withLock { statements in
      let latest = statements.last { $0.isLatest }?.id
      statements.append(
        LoggedStatement(
          id: statements.count, content: .statement(statement, source), references: references, latestBefore: latest))
    }
  }

  /// Values that came from outside of any statement.
  private func bindExpected() {
    guard let (names, scope) = expected.withLock({ $0.take() }) else { return }
    let values = names.compactMap { name in scope[name].map { (name: name, value: $0) } }
    contents.withLock { statements in
      let latest = statements.last { $0.isLatest }?.id
      var logged = LoggedStatement(
        id: statements.count, content: .values(values), references: nil, latestBefore: latest)
      logged.hasSucceeded = true
      statements.append(logged)
    }
  }

  /// The statement that began last of those with this text has ended well.
  /// - Parameter isLatest: whether its value is what `%` is now.
  func end(_ statement: Statement, in source: SourceText, value: Value?, isLatest: Bool, scope: Scope) {
    contents.withLock { statements in
      let index = statements.lastIndex { logged in
        guard case .statement(let begun, let text) = logged.content, !logged.hasSucceeded else { return false }
        return begun.range == statement.range && text == source
      }
      guard let index else { return }
      statements[index].hasSucceeded = true
      statements[index].isLatest = isLatest
      if isLatest || !statements[index].jobs.isEmpty { statements[index].value = value }
      guard statements[index].boundName == nil else { return }
      for name in statements[index].references?.bound ?? [] { statements[index].bindings[name] = scope[name] }
    }
  }

  /// A job begins.
  func add(_ job: Job, _ draft: Draft, _ invocation: Invocation) {
    let id = currentID
    origins.withLock {
      $0[job.number] = JobOrigin(
        source: invocation.source, range: invocation.range, name: invocation.name, draft: draft, statement: id)
    }
    contents.withLock { statements in
      if let id, statements.indices.contains(id) { statements[id].jobs.append(job.number) }
    }
  }

  /// What a stage gave that runs a block or a model many times.
  func note(stage range: SourceRange, of source: SourceText, gave value: Value) {
    let id = currentID
    contents.withLock { statements in
      guard let id, statements.indices.contains(id), case .statement(_, source) = statements[id].content else { return }
      statements[id].stages[range] = value
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
