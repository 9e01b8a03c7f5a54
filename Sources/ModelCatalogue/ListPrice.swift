package import JSON

/// The platform's price of one unit, in US dollars.
package struct ListPrice: Sendable, Hashable {
  /// As the platform writes it, digit for digit.
  package let amount: JSONNumber
  /// What is counted: `images`, `seconds`, `1000 characters`; empty where the
  /// platform does not say.
  package let unit: String

  package init(amount: JSONNumber, unit: String) {
    self.amount = amount
    self.unit = unit
  }
}
