import FalProtocol
import ModelCatalogue

/// Prices for somebody who looks at many models: nobody is asked for them.
extension PriceList {
  /// Models with the prices that the platform has told since the catalogue
  /// was made, in place of those that falsh carries.
  func priced(_ models: [ModelFacts]) -> [ModelFacts] {
    let told = toldPrices
    return told.isEmpty ? models : models.map { model in told[model.id].map(model.priced) ?? model }
  }

  /// What is known of a model's price; nil if nothing is.
  func priceAtHand(of endpoint: EndpointID) -> ListPrice? {
    told(endpoint).flatMap(Self.newer) ?? ModelCatalogue.shipped.entry(endpoint.description)?.price
  }

  /// By endpoint.
  var toldPrices: [String: ListPrice] { allTold.compactMapValues(Self.newer) }

  /// A price in dollars that is newer than the catalogue.
  private static func newer(_ told: (price: Price, storedAt: Double)) -> ListPrice? {
    guard told.storedAt > ModelCatalogue.shipped.seconds, told.price.currency == "USD" else { return nil }
    return ListPrice(amount: told.price.unitPrice, unit: told.price.unit)
  }
}

extension ModelCatalogue {
  /// When it was made, in seconds since 1970.
  var seconds: Double { Timestamp(date + "T00:00:00")?.seconds ?? 0 }
}
