import Diagnostics
import FalProtocol
import ModelCatalogue
import ModelSchema

/// Which model a name means.
extension Catalogue {
  /// What an id may mean. The platform is not asked about an owner called
  /// `flux` where `fal-ai/flux/dev` is known.
  func candidates(_ name: String) -> [String] {
    let long = "fal-ai/" + name
    if let shipped, shipped.entry(name) == nil, shipped.entry(long) != nil { return [long] }
    return [name, long]
  }

  /// By what the platform has said of it, however long ago.
  func keptModel(named name: String) -> Model? {
    candidates(name).lazy.compactMap { try? EndpointID($0) }.compactMap { self.documents.keptModel($0) }.first
  }

  /// By the facts that falsh carries, where they are the platform's.
  func shippedModel(named name: String) -> Model? {
    shipped.flatMap { shipped in candidates(name).lazy.compactMap { self.model(named: $0, in: shipped) }.first }
  }

  /// A model by its facts; its parameters are open if it has no document.
  func model(named name: String, in catalogue: ModelCatalogue) -> Model? {
    guard catalogue.entry(name) != nil, let endpoint = try? EndpointID(name) else { return nil }
    let schema = catalogue.document(name).flatMap { try? ModelSchema(document: $0) }
    return Model(endpoint: endpoint, schema: schema, isConfirmed: false)
  }

  // MARK: Apps of others

  /// An app of somebody whom no list names, which may be the caller's own: of
  /// such the platform describes nothing to strangers.
  func foreignModel(_ name: String) -> Model? {
    guard platform.kind != .sandbox, let endpoint = try? EndpointID(name) else { return nil }
    guard endpoint.namespace != nil || !isSlip(endpoint) else { return nil }
    return Model(endpoint: endpoint, schema: nil)
  }

  /// Whether an id is nearly one that is known, or its owner nearly one that
  /// is, or the name of a model whose owner was left off: `fal-ai/veo3.l`,
  /// `fal_ai/veo3.1`, `flux/dv`.
  private func isSlip(_ endpoint: EndpointID) -> Bool {
    let ids = entries.compactMap { try? EndpointID($0.id) }
    let owner = endpoint.owner
    guard ids.contains(where: { $0.owner == owner }) else {
      return ids.contains { $0.alias == owner } || owner.nearest(among: Set(ids.map(\.owner))) != nil
    }
    let name = endpoint.description.dropFirst(owner.count)
    let names = ids.lazy.filter { $0.owner == owner }.map { String($0.description.dropFirst(owner.count)) }
    return String(name).nearest(among: names) != nil
  }
}
