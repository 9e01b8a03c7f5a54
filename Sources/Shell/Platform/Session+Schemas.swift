import FalProtocol
import Journal
import ModelSchema

extension Session {
  /// The schema of a model as it is kept here, without asking anybody.
  func keptSchema(of endpoint: String) -> ModelSchema? {
    guard let endpoint = try? EndpointID(endpoint) else { return nil }
    return records.lastDocument(of: endpoint, on: platform).flatMap { try? ModelSchema(document: $0.document) }
  }

  /// The schema of a model that was called, for telling how: as it is known, as
  /// it was kept when it ran, or else as falsh carries it.
  func schemaAtHand(of endpoint: EndpointID) -> ModelSchema? {
    catalogue.knownModel(named: endpoint.description)?.schema ?? keptSchema(of: endpoint.description)
      ?? catalogue.modelAtHand(named: endpoint.description)?.schema
  }
}
