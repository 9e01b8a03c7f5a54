import FalProtocol
import JSON

/// The price of one call of a model, before it is made.
struct CallPrice: Sendable {
  let endpoint: EndpointID
  /// nil: the price list does not know the model.
  let price: Price?
  /// nil: the call does not say how much it will use.
  let usage: Usage?

  /// - Parameter unknown: names of parameters whose values are not known yet.
  init(of draft: Draft, at price: Price?, unknown: Set<String> = []) {
    endpoint = draft.model.endpoint
    self.price = price
    let unit = price.flatMap { BillingUnit($0.unit) }
    usage = unit.flatMap { unit in
      draft.model.schema.flatMap { Usage(of: unit, input: draft.input, schema: $0, unknown: unknown) }
    }
  }

  /// In other money than dollars nothing can be compared with a budget.
  var estimate: Estimate {
    guard let usage, let unit = price?.dollars else { return .unknown }
    let amount = unit.times(usage.count)
    return usage.mayBeMore ? .atLeast(amount) : .about(amount)
  }

  /// `about $0.70 (5 seconds at $0.14)`; with an unknown use `? ($0.00111 per
  /// compute second)`.
  var description: String {
    guard let price, let unit = price.dollars else { return "\(estimate)" }
    guard let usage else { return "\(estimate) (\(unit) per \(price.unitName))" }
    return "\(estimate) (\(usage.count.shortText) \(price.unitName(for: usage.count)) at \(unit))"
  }
}

extension Price {
  /// The price of one unit; nil if it is in another currency.
  var dollars: Money? { currency == "USD" ? unitPrice.double.flatMap { Money(dollars: $0) } : nil }

  /// The unit in singular: `image`, `1000 characters`.
  var unitName: String { unitName(for: 1) }

  func unitName(for count: Double) -> String {
    let name = unit.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if name.first?.isNumber == true { return count == 1 ? name : "× " + name }
    return name.isEmpty ? "unit" : count == 1 ? name.singular : name.singular + "s"
  }
}

extension Double {
  /// With three decimals at most, and none that say nothing.
  var shortText: String {
    let rounded = (self * 1000).rounded() / 1000
    return JSONNumber(rounded)?.text ?? "?"
  }
}
