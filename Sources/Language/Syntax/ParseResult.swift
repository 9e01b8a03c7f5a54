package import Diagnostics

/// What a text says, as far as it can be read, and all that is wrong with it.
package struct ParseResult: Sendable {
  /// Complete if there are no errors; else what could be made of the text,
  /// which is good for colouring and never to be run.
  package var program: Program
  /// In the order of the text.
  package var diagnostics: [Diagnostic]

  /// There is an error.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Nothing is wrong but that the text stops too early: an open bracket, a
  /// pipe at its end. More lines could repair it.
  package var isIncomplete: Bool {
    hasErrors && diagnostics.allSatisfy { $0.isIncomplete || $0.severity != .error }
  }
}
