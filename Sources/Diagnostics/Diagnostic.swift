/// What is to be said about a text or a run: the one shape of every error
/// and warning, at the prompt, from a file and from `check`.
package struct Diagnostic: Error, Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable { case error, warning, note }

  /// A second place that belongs to the first: the rule that was broken,
  /// the binding that came before.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var range: SourceRange?

    package init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  package var severity: Severity
  /// Stable and machine-readable: `unknown-parameter`. The registry is
  /// append-only.
  package var code: String
  /// One sentence, lower case, without a full stop.
  package var message: String
  package var source: SourceText?
  package var range: SourceRange?
  /// Stands behind the carets: `did you mean 'duration'?`
  package var help: String?
  package var notes: [Note]
  /// The whole line as it should have been, where one line is the answer.
  package var correction: String?
  /// What stands at the place as it should have been, until the place is
  /// known: then the line with it is the correction.
  package var replacement: String?
  /// More input could repair this: an open quote, bracket or block, or a
  /// pipe at the end.
  package var isIncomplete: Bool

  package init(
    _ severity: Severity = .error, code: String, _ message: String, in source: SourceText? = nil,
    at range: SourceRange? = nil, help: String? = nil, notes: [Note] = [], correction: String? = nil,
    isIncomplete: Bool = false
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.source = source
    self.range = range
    self.help = help
    self.notes = notes
    self.correction = correction
    self.isIncomplete = isIncomplete
  }

  /// The same diagnostic with a place, unless it already has one.
  package func located(in source: SourceText, at range: SourceRange) -> Diagnostic {
    guard self.range == nil else { return self }
    var copy = self
    copy.source = source
    copy.range = range
    copy.correction = correction ?? replacement.map { source.line(replacing: range, with: $0) }
    copy.replacement = nil
    return copy
  }
}
