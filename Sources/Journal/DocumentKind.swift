/// What a document of the platform is about.
package enum DocumentKind: String, Sendable, Hashable, CaseIterable {
  /// A model's OpenAPI document, by endpoint id.
  case openAPI = "openapi"
  /// The catalogue, or a page of it.
  case models
  /// A model's price, by endpoint id.
  case price
  /// What was spent, by the question.
  case usage
  /// A model's requests, by the question.
  case history
  /// Whose key it is, and the credit that is left.
  case account
  /// The keys that call backs are signed with.
  case webhookKeys
}
