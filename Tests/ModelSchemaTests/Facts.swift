import JSON
import ModelCatalogue
import ModelSchema

/// The schemas of all documents that the catalogue carries, in its order:
/// what is tested over all models without the platform's own documents.
enum Facts {
  struct Absent: Error { let name: String }

  static let all: [ModelSchema] = ModelCatalogue.shipped.entries.compactMap { facts in
    ModelCatalogue.shipped.document(facts.id).flatMap { try? ModelSchema(document: $0) }
  }

  private static let byID = Dictionary(all.map { ($0.endpointID, $0) }) { first, _ in first }

  static func schema(_ endpoint: String) throws -> ModelSchema {
    guard let schema = byID[endpoint] else { throw Absent(name: endpoint) }
    return schema
  }
}
