import FalProtocol
import JSON
import ModelCatalogue
import ModelSchema
import Synchronization

/// Models for Tab. What the program carries is there at once; what the
/// platform has said since counts for more.
extension Session {
  /// Models that what was typed may mean, the likeliest first: the beginning
  /// of an id or of a segment of one, or words.
  func models(matching typed: String) -> [Suggestion] {
    let listed = catalogue.suggestions(for: typed)
    // A sandbox has the models that it lists, and no others.
    guard catalogue.entries.isEmpty || platform.kind == .live else { return listed }
    let shipped = ModelCatalogue.shipped.matches(typed).map { Suggestion($0.id, $0.detail, .model) }
    let known = Set(shipped.map(\.text))
    return shipped + listed.filter { !known.contains($0.text) }
  }

  /// The schema of a model, without asking the platform for it now.
  func schemaAtHand(of name: String) -> ModelSchema? {
    catalogue.knownModel(named: name)?.schema ?? ShippedSchemas.shared.schema(of: name)
  }
}

/// The schemas of the catalogue that the program carries, decoded when they
/// are first asked for.
private final class ShippedSchemas: Sendable {
  static let shared = ShippedSchemas()
  private let schemas = Mutex<[String: ModelSchema]>([:])

  func schema(of name: String) -> ModelSchema? {
    if let schema = schemas.withLock({ $0[name] }) { return schema }
    let catalogue = ModelCatalogue.shipped
    guard let document = catalogue.document(name) ?? catalogue.document("fal-ai/" + name),
      let schema = try? ModelSchema(document: document)
    else { return nil }
    schemas.withLock { $0[name] = schema }
    return schema
  }
}

extension ModelFacts {
  /// Beside the id in a list: what it does, and for how much.
  var detail: String { [category, price?.words ?? ""].filter { !$0.isEmpty }.joined(separator: ", ") }
}

extension ListPrice {
  /// `$0.05 per image`
  fileprivate var words: String {
    let single = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    return "$\(amount.text)" + (unit.isEmpty ? "" : " per \(single)")
  }
}
