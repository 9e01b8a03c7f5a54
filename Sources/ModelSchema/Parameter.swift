package import JSON

/// One field of a record: of a model's input at the top, or deeper inside.
package struct Parameter: Sendable, Equatable {
  package let name: String
  package let type: ValueType
  package let isRequired: Bool
  /// Whether `null` may be sent.
  package let isNullable: Bool
  package let isDeprecated: Bool
  /// What the model takes if nothing is sent; it may break the parameter's
  /// own rules (some documents do).
  package let defaultValue: JSON?
  /// The values that the document shows as samples.
  package let examples: [JSON]
  /// What file it takes, if it takes one.
  package let media: MediaInput?
  let description: String?

  /// The platform's sentence about it, white space collapsed.
  package var summary: String? {
    guard let words = description?.split(whereSeparator: \.isWhitespace), !words.isEmpty else { return nil }
    return words.joined(separator: " ")
  }
}
