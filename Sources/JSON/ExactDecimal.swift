/// A number as digits and a power of ten, in which `0.1` is `0.1`. No
/// operation rounds: one whose result has no room gives nil.
package struct ExactDecimal: Sendable, Equatable {
  /// Without zeros at its end, so that there is one way to write a value.
  let digits: Int128
  let exponent: Int

  /// How far a number may be from 1, in powers of ten: that of a `Double`.
  private static let exponents = -324...308

  /// - Returns: nil if there are more digits than are kept, or if the number
  ///   is too large or too small.
  package init?(_ number: JSONNumber) {
    let parts = number.parts
    guard let digits = Int128(parts.digits) else { return nil }
    self.init(digits: parts.isNegative ? -digits : digits, exponent: parts.exponent)
  }

  private init?(digits: Int128, exponent: Int) {
    var (digits, exponent) = (digits, digits == 0 ? 0 : exponent)
    while digits != 0, digits % 10 == 0 { (digits, exponent) = (digits / 10, exponent + 1) }
    guard Self.exponents.contains(exponent), digits != .min else { return nil }
    (self.digits, self.exponent) = (digits, exponent)
  }

  /// How many digits say all of it.
  package var precision: Int { digits == 0 ? 0 : String(digits.magnitude).utf8.count }

  package var isWhole: Bool { exponent >= 0 }

  package static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal? {
    let exponent = min(left.exponent, right.exponent)
    guard let first = left.scaled(to: exponent), let second = right.scaled(to: exponent) else { return nil }
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? nil : ExactDecimal(digits: sum, exponent: exponent)
  }

  package static prefix func - (value: ExactDecimal) -> ExactDecimal? {
    ExactDecimal(digits: -value.digits, exponent: value.exponent)
  }

  package static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = left.digits.multipliedReportingOverflow(by: right.digits)
    return overflow ? nil : ExactDecimal(digits: product, exponent: left.exponent + right.exponent)
  }

  /// - Returns: nil also if the quotient has no end, as that of 1 and 3.
  package static func / (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal? {
    let places = 18
    guard right.digits != 0, let dividend = left.scaled(to: left.exponent - places) else { return nil }
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: right.digits)
    guard remainder == 0 else { return nil }
    return ExactDecimal(digits: quotient, exponent: left.exponent - places - right.exponent)
  }

  /// The digits that the number has with a smaller exponent.
  private func scaled(to target: Int) -> Int128? {
    guard digits != 0 else { return 0 }
    guard (0...38).contains(exponent - target) else { return nil }
    var scaled = digits
    for _ in target..<exponent {
      let (product, overflow) = scaled.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      scaled = product
    }
    return scaled
  }
}

extension JSONNumber {
  /// Written as people do; with an exponent only where zeros would be
  /// counted: `0.00075`, `120`, `1.5e-9`.
  package init(_ value: ExactDecimal) {
    let sign = value.digits < 0 ? "-" : ""
    let digits = String(value.digits.magnitude)
    let point = digits.utf8.count + value.exponent
    self.init(scanned: sign + Self.text(of: digits, point: point, exponent: value.exponent))
  }

  /// - Parameter point: where the decimal point stands, counted from the
  ///   first digit.
  private static func text(of digits: String, point: Int, exponent: Int) -> String {
    func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
    switch point {
    case ...(-6), 39...:
      let fraction = digits.dropFirst()
      return "\(digits.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)e\(point - 1)"
    case _ where exponent >= 0: return digits + zeros(exponent)
    case ...0: return "0." + zeros(-point) + digits
    default: return "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
  }
}
