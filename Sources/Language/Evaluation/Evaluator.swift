package import Diagnostics

/// Runs programs. It knows the language; what a first word does, what `%` and
/// `@path` are and where values are shown, it asks of its host.
///
/// An evaluator is also the place where something is evaluated: inside a
/// stage, a block or a `def` works a copy with another scope or input.
package struct Evaluator: Sendable {
  /// How deep `def`s may call one another.
  package static let maximumDepth = 200

  let host: any Host
  /// Waits before `retry` runs its block again; the attempt that failed is
  /// counted from 1.
  let pause: @Sendable (Int) async throws -> Void
  var source: SourceText
  var scope: Scope
  /// What `$in` is here; nil where nothing is piped in.
  var input: Value?
  /// The round of the innermost `each` or `for`, counted from 0.
  var round: Int?
  var depth = 0

  /// - Parameter source: the text that what is run was parsed from.
  package init(
    host: any Host, source: SourceText, scope: Scope, pause: @escaping @Sendable (Int) async throws -> Void = { _ in }
  ) {
    self.host = host
    self.source = source
    self.scope = scope
    self.pause = pause
  }

  /// Runs a whole program: binds its parameters, then runs one statement
  /// after another and gives the value of each to the host.
  /// - Parameter arguments: the values of the program's parameters by name;
  ///   texts are read as the parameter's type wants.
  /// - Returns: the value of the last statement; nil if it has none.
  /// - Throws: `Failure` of the first statement that failed, and of kind
  ///   `usage` if the arguments do not fit; `CancellationError`.
  package func run(_ program: Program, arguments: [String: Value] = [:]) async throws -> Value? {
    try await bindParameters(of: program, to: arguments)
    var last: Value?
    for statement in program.statements {
      try Task.checkCancellation()
      await host.willRun(statement, in: source)
      last = try await runOutermost(statement)
      await host.didRun(statement, value: last ?? statement.boundName.flatMap { scope[$0] }, in: source)
      if let last { await host.present(last, of: statement, in: source) }
    }
    return last
  }

  /// Evaluates a pipeline.
  /// - Parameter input: what `$in` is in it.
  /// - Returns: its value, which may be a job that still runs.
  /// - Throws: `Failure`; `CancellationError`.
  package func evaluate(_ pipeline: Pipeline, input: Value? = nil) async throws -> Value {
    var evaluator = self
    if let input { evaluator.input = input }
    return try await evaluator.confined { try await $0.outcome(of: pipeline) }.value
  }

  private func runOutermost(_ statement: Statement) async throws -> Value? {
    let outcome = try await confined { try await $0.execute(statement) }
    guard !outcome.isSilent else { return nil }
    guard case .pipeline(let pipeline) = statement.kind, pipeline.isPlainExpression else { return outcome.value }
    return try await settle(outcome.value, at: statement.range)
  }
}

/// What a statement leaves behind.
struct Outcome: Sendable {
  var value: Value
  /// There is nothing to show, and nothing for a `for` to collect.
  var isSilent: Bool

  static let silent = Outcome(value: .null, isSilent: true)

  init(_ value: Value) { self.init(value: value, isSilent: false) }

  init(value: Value, isSilent: Bool) {
    self.value = value
    self.isSilent = isSilent
  }
}

/// `break`, `continue` and `return` on the way to what they leave.
struct Jump: Error {
  enum Target: Sendable {
    case `break`, `continue`
    case `return`(Value)
  }

  var target: Target
  var range: SourceRange

  var word: String {
    switch target {
    case .break: "break"
    case .continue: "continue"
    case .return: "return"
    }
  }
}

extension Evaluator {
  /// Runs something that no jump leaves: a program, a block that a command
  /// runs, a background task.
  func confined(_ body: (Evaluator) async throws -> Outcome) async throws -> Outcome {
    do {
      return try await body(self)
    } catch let jump as Jump {
      throw failure(.misplaced(jump.word), at: jump.range)
    }
  }

  /// A diagnostic as the failure of what stands at `range`, unless it has a
  /// place already.
  func failure(_ diagnostic: Diagnostic, at range: SourceRange) -> Failure {
    Failure(.badInput, diagnostic).located(in: source, at: range)
  }

  /// Gives failures that come without a place this one.
  func locating<Result>(at range: SourceRange, _ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let failure as Failure {
      throw failure.located(in: source, at: range)
    }
  }

  /// Waits for a value that is still being made.
  func settle(_ value: Value, at range: SourceRange) async throws -> Value {
    if case .data = value { return value }
    return try await locating(at: range) { try await value.settled() }
  }
}

extension Statement {
  fileprivate var boundName: String? { if case .bind(let name, _) = kind { name.value } else { nil } }
}

extension Pipeline {
  /// Whether it is a value alone, without a command or a form.
  var isPlainExpression: Bool { expression != nil }

  var expression: Expression? {
    guard case .expression(let expression) = head, calls.isEmpty, shell == nil, !isBackground else { return nil }
    return expression
  }
}
