import CModelDocuments
import JSON
import ModelCatalogue
import ModelSchema
import Synchronization

/// The OpenAPI documents of the models, embedded in the program and read
/// when they are first asked for. Those of stand-ins are the catalogue's.
final class ModelDocuments: Sendable {
  private let schemas = Mutex<[String: ModelSchema]>([:])

  /// The document as it is sent; nil for an endpoint that is not there.
  func bytes(of endpoint: String) -> [UInt8]? {
    guard let index = Self.indices[endpoint] else {
      return ModelCatalogue.shipped.document(endpoint).map { Array($0.text.utf8) }
    }
    let document = cmodel_document_at(index)
    return Array(UnsafeBufferPointer(start: document.bytes, count: document.count))
  }

  func document(of endpoint: String) -> JSON? { bytes(of: endpoint).flatMap { try? JSON(parsing: $0) } }

  /// The document's meaning.
  func schema(of endpoint: String) -> ModelSchema? {
    if let known = schemas.withLock({ $0[endpoint] }) { return known }
    guard let document = document(of: endpoint), let schema = try? ModelSchema(document: document) else { return nil }
    schemas.withLock { $0[endpoint] = schema }
    return schema
  }

  private static let indices = Dictionary(
    (0..<cmodel_document_count()).map { (String(cString: cmodel_document_at($0).endpoint), $0) },
    uniquingKeysWith: { first, _ in first })
}
