package import Diagnostics

/// Why a text is not laid out: it has errors, and nobody knows what was
/// meant.
package struct FormatRefusal: Error, Sendable, Hashable {
  /// All that is wrong with the text, warnings too, in its order.
  package var diagnostics: [Diagnostic]
}
