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

/// What is left of the account's credit.
package struct AccountBilling: Sendable, Hashable {
  package let username: String?
  package let balance: JSONNumber?
  package let currency: String

  package init(username: String?, balance: JSONNumber?, currency: String = "USD") {
    self.username = username
    self.balance = balance
    self.currency = currency
  }

  /// Reads an answer; what is missing is nil.
  package init(json: JSON) {
    self.init(
      username: json["username"]?.string, balance: json["credits"]?["current_balance"]?.number,
      currency: json["credits"]?["currency"]?.string ?? "USD")
  }

  /// The answer as it is sent.
  package var json: JSON {
    let credits: JSON = ["current_balance": balance.map(JSON.number) ?? .null, "currency": .string(currency)]
    return ["username": username.map(JSON.string) ?? .null, "credits": credits]
  }
}
