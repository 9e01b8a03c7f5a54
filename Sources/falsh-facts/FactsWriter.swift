import JSON
import ModelCatalogue
import ModelSchema

/// Makes the catalogue's text of what the platform says. The same data gives
/// the same text, byte for byte.
struct FactsWriter {
  private let data: PlatformData
  private let schemas: [String: ModelSchema]
  private let parts: [String: DocumentParts]

  init(_ data: PlatformData) {
    self.data = data
    var schemas: [String: ModelSchema] = [:]
    var parts: [String: DocumentParts] = [:]
    for (id, document) in data.documents {
      guard let schema = try? ModelSchema(document: document) else { continue }
      schemas[id] = schema
      parts[id] = DocumentParts(document, id: id)
    }
    for twin in Twin.all where parts[twin.id] == nil {
      schemas[twin.id] = schemas[twin.parent]
      parts[twin.id] = parts[twin.parent]
    }
    self.schemas = schemas
    self.parts = parts
  }

  var text: String {
    let listed = data.models.compactMap { model in model["endpoint_id"]?.string.map { ($0, model) } }
    let known = Set(listed.map(\.0))
    let unlisted = parts.keys.filter { !known.contains($0) }.sorted()
    let entries =
      listed.map { facts($0.0, $0.1["metadata"], .listed) }
      + unlisted.map { facts($0, data.olderModels[$0]?["metadata"], .unlisted) }
    var shared = SharedFragments(sharedAmong: entries.compactMap { parts[$0.id]?.components })
    let lines = entries.map { facts in
      guard let parts = parts[facts.id] else { return FactsLine(facts: facts) }
      return FactsLine(
        facts: facts, category: parts.category, input: parts.input, output: parts.output,
        components: shared.reference(parts.components))
    }
    return FactsLine.text(date: date, lines: lines, fragments: shared.fragments)
  }

  /// The day of the last change that the list knows of.
  private var date: String {
    String((data.models.compactMap { $0["metadata"]?["updated_at"]?.string }.max() ?? "").prefix(10))
  }

  private func facts(_ id: String, _ metadata: JSON?, _ standing: ModelFacts.Standing) -> ModelFacts {
    let category = metadata?["category"]?.string ?? parts[id]?.category ?? ""
    let guess = ModelFacts.signature(ofCategory: category)
    let schema = schemas[id]
    let title = metadata?["display_name"]?.string?.trimmed ?? twinTitle(id)
    return ModelFacts(
      id: id, title: title, category: category, standing: standing, inputs: schema?.inputKinds ?? guess.inputs,
      outputs: schema?.outputKinds ?? guess.outputs, price: price(of: id))
  }

  private func twinTitle(_ id: String) -> String {
    guard let twin = Twin.all.first(where: { $0.id == id }) else { return "" }
    let parent = data.models.first { $0["endpoint_id"]?.string == twin.parent }
    return (parent?["metadata"]?["display_name"]?.string).map { $0.trimmed + twin.mark } ?? ""
  }

  private func price(of id: String) -> ListPrice? {
    guard let price = data.prices[id], let amount = price["unit_price"]?.number else { return nil }
    return ListPrice(amount: amount, unit: price["unit"]?.string?.trimmed ?? "")
  }
}

extension ModelSchema {
  fileprivate var inputKinds: [ContentKind] {
    (mainText == nil ? [] : [.text]) + acceptedKinds.compactMap { ContentKind(rawValue: $0.rawValue) }
  }

  fileprivate var outputKinds: [ContentKind] {
    output.givesText ? [.text] : output.kinds.compactMap { ContentKind(rawValue: $0.rawValue) }
  }
}

extension String {
  fileprivate var trimmed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
