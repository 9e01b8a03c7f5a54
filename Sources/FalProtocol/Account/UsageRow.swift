package import JSON

/// What was billed of one model at one price.
package struct UsageRow: Sendable, Hashable {
  /// As it was told: what was paid for counts, whatever its name.
  package let endpoint: String
  /// Free text, in singular or plural.
  package let unit: String
  /// In units.
  package let quantity: JSONNumber
  /// In `currency`, before discounts.
  package let unitPrice: JSONNumber
  /// In percent; nil where there is none.
  package var percentDiscount: JSONNumber?
  /// In `currency`, after discounts.
  package let total: JSONNumber
  /// `USD`.
  package let currency: String

  package init(
    endpoint: String, unit: String, quantity: JSONNumber, unitPrice: JSONNumber, total: JSONNumber,
    currency: String = "USD"
  ) {
    self.endpoint = endpoint
    self.unit = unit
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.total = total
    self.currency = currency
  }

  /// - Throws: `WireFault.missing` for `endpoint_id` and `cost_total`.
  package init(json: JSON) throws(WireFault) {
    guard let endpoint = json["endpoint_id"]?.string else { throw .missing("endpoint_id") }
    // `cost` is its older name.
    guard let total = json["cost_total"]?.number ?? json["cost"]?.number else { throw .missing("cost_total") }
    self.init(
      endpoint: endpoint, unit: json["unit"]?.string ?? "", quantity: json["quantity"]?.number ?? JSONNumber(0),
      unitPrice: json["unit_price"]?.number ?? JSONNumber(0), total: total, currency: json["currency"]?.string ?? "USD")
    percentDiscount = json["percent_discount"]?.number
  }

  /// The row as it is sent.
  package var json: JSON {
    [
      "endpoint_id": .string(endpoint), "unit": .string(unit), "quantity": .number(quantity),
      "unit_price": .number(unitPrice), "percent_discount": percentDiscount.map(JSON.number) ?? .null,
      "cost_total": .number(total), "cost": .number(total), "currency": .string(currency),
    ]
  }
}

/// A page of what was billed.
package typealias UsagePage = Page<UsageRow>

extension Page<UsageRow> {
  /// A row that cannot be read is money that would be missing in the sum.
  /// - Throws: `WireFault.missing`.
  package init(json: JSON) throws(WireFault) {
    for row in json["summary"]?.array ?? [] { _ = try UsageRow(json: row) }
    try self.init(json: json, list: "summary") { try? UsageRow(json: $0) }
  }

  /// The page as it is sent.
  package var json: JSON { json(list: "summary", \.json) }
}
