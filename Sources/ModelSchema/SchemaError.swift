/// Why a JSON value is not the OpenAPI document of a model.
package enum SchemaError: Error, Equatable, Sendable {
  /// It is no record with `paths`: the platform answers `null` for an
  /// endpoint that does not exist.
  case notADocument
  /// None of its paths is posted to.
  case noOperation
}
