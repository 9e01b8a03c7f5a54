package import Diagnostics

/// What the language asks of the shell it runs in. It never learns what a
/// model, a file system or a terminal is.
package protocol Host: Sendable {
  /// The command, model or alias of a name; nil if there is none. `def`s are
  /// the evaluator's own and come first.
  func callable(named name: String) -> (any Callable)?

  /// What to say about a first word that is nothing: the nearest name, or
  /// what was meant (`"x = 5"`, a bare path, a sentence).
  func unknownCallable(_ call: CallSyntax, in source: SourceText) -> Diagnostic

  /// `%` (nil: what the latest statement that ran models gave) or `%3`.
  /// - Throws: `Failure` if there is none.
  func job(_ number: Int?) async throws -> Value

  /// `@path`: a file, or a list of files for a pattern.
  /// - Throws: `Failure` if there is none.
  func file(_ path: String) async throws -> Value

  /// What is wrong with `@path` before anything is run; nil if nothing is.
  func checkFile(_ path: String) -> Diagnostic?

  /// What is wrong with `%` (nil) or `%3` before anything is run; nil if
  /// nothing is, or it cannot be known.
  func checkJob(_ number: Int?) -> Diagnostic?

  /// What is known of a value that is there: all of it, unless it is still
  /// being made.
  func shape(of handle: any Handle) -> Shape

  /// Called with the value of each statement that is a pipeline.
  func present(_ value: Value, of statement: Statement, in source: SourceText) async

  /// Called before each statement of the outermost level runs.
  func willRun(_ statement: Statement, in source: SourceText) async

  /// Called after each statement of the outermost level that did not fail,
  /// before its value is presented.
  /// - Parameter value: what it gave, or what a `let` bound; nil if neither.
  func didRun(_ statement: Statement, value: Value?, in source: SourceText) async

  /// Called before an `if` chooses by a condition.
  func willDecide(_ condition: Expression, in scope: Scope, of source: SourceText)

  /// Runs `work` in the background.
  /// - Returns: a handle that settles to what `work` gives.
  func background(
    _ range: SourceRange, in source: SourceText, _ work: @escaping @Sendable () async throws -> Value
  ) async -> Value

  /// `!command` and `VALUE | !command`.
  /// - Throws: `Failure` where no programs are started (files).
  func shell(_ command: String, input: Value?) async throws -> Value
}

extension Host {
  package func checkJob(_ number: Int?) -> Diagnostic? { nil }
  package func shape(of handle: any Handle) -> Shape { .anything }
  package func willDecide(_ condition: Expression, in scope: Scope, of source: SourceText) {}
}
