extension Double {
  /// The number with up to ten decimals and no exponent, as amounts of money
  /// and billed units are written.
  var decimalText: String {
    guard isFinite, magnitude < 1e8 else { return "\(self)" }
    let scale = 10_000_000_000
    let (whole, rest) = Int((magnitude * Double(scale)).rounded()).quotientAndRemainder(dividingBy: scale)
    let digits = String(rest + scale).dropFirst()
    let decimals = String(digits.reversed().drop { $0 == "0" }.reversed())
    let sign = self < 0 && (whole, rest) != (0, 0) ? "-" : ""
    return "\(sign)\(whole)" + (decimals.isEmpty ? "" : "." + decimals)
  }
}
