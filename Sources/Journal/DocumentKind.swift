/// What a document of the platform is about.
package enum DocumentKind: String, Sendable, Hashable, CaseIterable {
  /// A model's OpenAPI document, by endpoint id.
  case openAPI = "openapi"
  /// The catalogue, or a page of it.
  case models
  /// A model's price, by endpoint id.
  case price
}
