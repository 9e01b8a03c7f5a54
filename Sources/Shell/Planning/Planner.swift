import Diagnostics
import Language

/// Follows a script to its end with stand-ins for results.
struct Planner: Sendable {
  let script: Script
  let session: Session
  private let book = PlanBook()

  init(_ script: Script, in session: Session) {
    self.script = script
    self.session = session
  }

  /// - Parameter arguments: the values of the script's parameters.
  /// - Throws: `Failure` of kind `usage` if they do not fit;
  ///   `CancellationError`.
  func plan(_ arguments: [String: Value]) async throws -> Plan {
    let planned = session.planning(in: book)
    let host = PlanningHost(base: SessionHost(session: planned, permissions: .script), book: book)
    let evaluator = Evaluator(host: host, source: script.source, scope: planned.scope)
    do {
      _ = try await evaluator.run(script.parsed.program.withoutExpectations, arguments: arguments)
      try await planned.jobs.waitForBackground()
    } catch let failure as Failure where failure.kind != .usage {
      stop(failure)
    } catch is ExitRequest {}
    let prices = await session.prices.prices(of: Array(Set(book.calls.map(\.draft.model.endpoint))))
    let budget = session.purse.ledger.balance.budget ?? planned.purse.ledger.balance.budget
    return Plan(book, prices: prices, budget: budget)
  }

  private func stop(_ failure: Failure) {
    let place = failure.diagnostic.range ?? script.source.end
    book.remark("it cannot be followed further: \(failure.diagnostic.message)", at: place, in: script.source)
  }
}

extension SourceText {
  fileprivate var end: SourceRange { SourceRange(count, count) }
}

/// A session whose conditions are looked at: what hangs on a result may turn
/// out otherwise.
private struct PlanningHost: Host {
  let base: SessionHost
  let book: PlanBook

  func callable(named name: String) -> (any Callable)? { base.callable(named: name) }

  func unknownCallable(_ call: CallSyntax, in source: SourceText) -> Diagnostic {
    base.unknownCallable(call, in: source)
  }

  func job(_ number: Int?) async throws -> Value { try await base.job(number) }
  func file(_ path: String) async throws -> Value { try await base.file(path) }
  func checkFile(_ path: String) -> Diagnostic? { base.checkFile(path) }
  func willRun(_ statement: Statement, in source: SourceText) async { await base.willRun(statement, in: source) }

  func didRun(_ statement: Statement, value: Value?, in source: SourceText) async {
    if let value { _ = base.session.jobs.endStatement(value) }
  }

  func present(_ value: Value, of statement: Statement, in source: SourceText) async {}

  /// One after the other, so that every plan of a script is the same.
  func background(
    _ range: SourceRange, in source: SourceText, _ work: @escaping @Sendable () async throws -> Value
  ) async -> Value {
    do {
      return try await work()
    } catch let failure as Failure {
      book.remark("in the background: \(failure.diagnostic.message)", at: range, in: source)
    } catch {}
    return .nothing
  }

  func shell(_ command: String, input: Value?) async throws -> Value { try await base.shell(command, input: input) }

  func willDecide(_ condition: Expression, in scope: Scope, of source: SourceText) {
    guard condition.hangsOnResults(in: scope) else { return }
    book.remark("what is chosen here hangs on a result, and may be another branch", at: condition.range, in: source)
  }
}
