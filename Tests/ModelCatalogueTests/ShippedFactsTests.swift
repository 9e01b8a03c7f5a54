import JSON
import ModelCatalogue
import ModelSchema
import Testing

@testable import falsh_facts

/// The catalogue that the program carries, beside the data that it was made
/// of.
@Suite(.enabled(if: SharedData.isHere, "shared/data is not here"))
struct ShippedFactsTests {
  private static let data = Result { try PlatformData(folder: SharedData.folder ?? "") }

  private let data: PlatformData
  private let catalogue = ModelCatalogue.shipped

  init() throws { data = try Self.data.get() }

  @Test func `its text is what the generator writes today`() {
    let lines = FactsWriter(data).text.split(separator: "\n")
    #expect(lines.count > 4000)
    let shipped = String(decoding: ModelCatalogue.shippedText, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == shipped.count)
    #expect(zip(lines, shipped).first { $0 != $1 }?.1 == nil)
  }

  @Test func `it has every model of the list, in its order, then those with a document alone`() {
    #expect(catalogue.date == "2026-08-10")
    #expect(catalogue.entries.count == 1577)
    #expect(
      catalogue.entries.filter { $0.standing == .listed }.map(\.id)
        == data.models.compactMap { $0["endpoint_id"]?.string })
    #expect(catalogue.entries.count { $0.standing == .unlisted } == 143)
    #expect(catalogue.entries.count { $0.price != nil } == 1433)
    #expect(catalogue.entries.count { catalogue.document($0.id) != nil } == 1416)
  }

  @Test func `titles, categories and prices are the platform's`() throws {
    for model in data.models {
      let id = try #require(model["endpoint_id"]?.string)
      let facts = try #require(catalogue.entry(id))
      #expect(facts.category == model["metadata"]?["category"]?.string)
      #expect(facts.price?.amount == data.prices[id]?["unit_price"]?.number)
    }
  }

  @Test func `every document means what the platform's does`() throws {
    for (id, document) in data.documents {
      let stripped = try ModelSchema(document: document.withoutProse)
      let shipped = try ModelSchema(document: try #require(catalogue.document(id)))
      #expect(shipped.endpointID == id)
      #expect(shipped.category == stripped.category)
      let isSame = shipped.input == stripped.input && shipped.output == stripped.output
      #expect(isSame, "\(id)")
    }
  }

  @Test func `what has no document of its own takes what its parent takes`() throws {
    let stream = try ModelSchema(document: try #require(catalogue.document("openrouter/router/vision/stream")))
    let parent = try ModelSchema(document: try #require(catalogue.document("openrouter/router/vision")))
    #expect(stream.endpointID == "openrouter/router/vision/stream")
    #expect(stream.input == parent.input)
    #expect(catalogue.entry("openrouter/router/vision/stream")?.title == "OpenRouter [Vision] [Stream]")
  }

  @Test func `no sentence of the platform's is in it`() {
    let text = Array(ModelCatalogue.shippedText)
    let sentences = Set(data.documents.flatMap { $0.document.prose } + data.models.flatMap(\.prose))
      .subtracting(data.documents.flatMap { $0.document.choices })
    #expect(sentences.count > 7_000)
    let index = Set(text.split(whereSeparator: { $0 == UInt8(ascii: "\"") || $0 == 9 || $0 == 10 }).map { Array($0) })
    #expect(sentences.filter { index.contains(Array($0.utf8)) } == [])
    #expect(!String(decoding: text, as: UTF8.self).contains("\"description\":\""))
  }
}

extension JSON {
  /// The document without what the catalogue leaves out.
  fileprivate var withoutProse: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.withoutProse))
    case .object(let members):
      .object(
        JSONObject(
          uniqueKeysWithValues: members.compactMap { key, value in
            switch (key, value) {
            case ("description", .string), ("examples", .array), ("example", _): nil
            case ("default", _) where !StrippedSchema.isFact(value): nil
            default: (key, value.withoutProse)
            }
          }))
    default: self
    }
  }

  /// Values of enums: names, however many words they have.
  fileprivate var choices: [String] {
    switch self {
    case .array(let elements): elements.flatMap(\.choices)
    case .object(let members):
      members.flatMap { $0 == "enum" ? ($1.array ?? []).compactMap(\.string) : $1.choices }
    default: []
    }
  }

  /// Texts of five words and more that stand under a name for prose.
  fileprivate var prose: [String] {
    switch self {
    case .array(let elements): elements.flatMap(\.prose)
    case .object(let members):
      members.flatMap { key, value -> [String] in
        if ["description", "about", "example"].contains(key), let text = value.string { return text.sentences }
        if key == "examples" { return (value.array ?? []).compactMap(\.string).flatMap(\.sentences) }
        return value.prose
      }
    default: []
    }
  }
}

extension String {
  fileprivate var sentences: [String] { split(separator: " ").count < 5 ? [] : [self] }
}
