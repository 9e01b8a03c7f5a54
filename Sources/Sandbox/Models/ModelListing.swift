import FalProtocol
import JSON

/// What the catalogue says about a model of the sandbox.
struct ModelListing: Sendable {
  struct Price: Sendable {
    /// Dollars a unit.
    let perUnit: Double
    /// `images`, `megapixels`, `seconds`, …
    let unit: String
  }

  /// The endpoint id: `fal-ai/flux-2/klein/9b`.
  let endpoint: String
  let displayName: String
  /// `text-to-image`, …
  let category: String
  /// One line on what it does.
  let summary: String
  /// The day it was published, ISO 8601; nil where that is not known.
  var published: String?
  /// nil where the platform names none.
  let price: Price?

  /// The entry in the list of models.
  /// - Parameter document: the model's OpenAPI document, if it was asked for.
  func entry(id: EndpointID, document: JSON? = nil) -> ModelEntry {
    var entry = ModelEntry(id: id)
    entry.title = displayName
    entry.category = category
    entry.summary = summary
    entry.date = published.map { $0 + "T00:00:00Z" }
    entry.kind = "inference"
    entry.license = "commercial"
    entry.document = document
    return entry
  }

  /// The entry in the list of prices; nil where there is none.
  func priceEntry(id: EndpointID) -> FalProtocol.Price? {
    guard let price, let perUnit = JSONNumber(price.perUnit) else { return nil }
    return FalProtocol.Price(id: id, unitPrice: perUnit, unit: price.unit)
  }

  /// Whether every word stands somewhere in the entry, in any case.
  func matches(words: some StringProtocol) -> Bool {
    let texts = [endpoint, displayName, category, summary].map { $0.lowercased() }
    return words.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { word in
      texts.contains { $0.contains(word) }
    }
  }
}
