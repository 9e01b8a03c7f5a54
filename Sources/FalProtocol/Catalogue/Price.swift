package import JSON

/// What a model costs by the unit that it is billed in.
package struct Price: Sendable, Hashable {
  package let id: EndpointID
  /// In `currency`; its digits are the platform's.
  package let unitPrice: JSONNumber
  /// Free text, in singular or plural: `images`, `seconds`, `1000 characters`.
  package let unit: String
  /// `USD`.
  package let currency: String

  package init(id: EndpointID, unitPrice: JSONNumber, unit: String, currency: String = "USD") {
    self.id = id
    self.unitPrice = unitPrice
    self.unit = unit
    self.currency = currency
  }

  /// - Throws: `WireFault.missing` for `endpoint_id`, `unit_price` or `unit`.
  package init(json: JSON) throws(WireFault) {
    guard let id = json["endpoint_id"]?.string.flatMap({ try? EndpointID($0) }) else { throw .missing("endpoint_id") }
    guard let unitPrice = json["unit_price"]?.number else { throw .missing("unit_price") }
    guard let unit = json["unit"]?.string else { throw .missing("unit") }
    self.init(id: id, unitPrice: unitPrice, unit: unit, currency: json["currency"]?.string ?? "USD")
  }

  /// The entry as it is sent.
  package var json: JSON {
    .object([
      "endpoint_id": .string(id.description), "unit_price": .number(unitPrice), "unit": .string(unit),
      "currency": .string(currency),
    ])
  }
}
