import JSON
import ModelCatalogue

extension ListPrice {
  /// `$0.14 a second`, `$0.06 for 1000 characters`; without a unit only the
  /// amount.
  var words: String {
    let amount = "$" + amount.withoutExponent
    guard let first = unit.first, unit != "1" else { return amount }
    if first.isNumber { return "\(amount) for \(unit)" }
    let singular = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    return "\(amount) \("aeio".contains(first) ? "an" : "a") \(singular)"
  }
}

extension JSONNumber {
  /// Small numbers as people write them: `7e-05` is 0.00007.
  fileprivate var withoutExponent: String {
    let parts = text.lowercased().split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), (-12..<0).contains(exponent), !parts[0].hasPrefix("-") else {
      return text
    }
    let digits = parts[0].split(separator: ".", maxSplits: 1)
    guard digits.first?.count == 1 else { return text }
    return "0." + String(repeating: "0", count: -exponent - 1) + digits.joined()
  }
}
