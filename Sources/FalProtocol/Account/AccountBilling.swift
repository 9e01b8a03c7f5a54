package import JSON

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
