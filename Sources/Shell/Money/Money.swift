import JSON
import Language

/// An amount of US dollars, from 0 to about nine thousand million, exact to
/// a billionth: the platform bills parts of a cent, and sums of them must not
/// drift.
package struct Money: Sendable, Hashable {
  private let billionths: Int64

  package static let zero = Money(billionths: 0)
  static let oneDollar = Money(billionths: 1_000_000_000)

  private init(billionths: Int64) { self.billionths = billionths }

  /// The nearest amount; nil below 0, beyond the range, or for no number.
  package init?(dollars: Double) {
    let scaled = (dollars * 1e9).rounded()
    guard scaled >= 0, scaled < 9e18 else { return nil }
    billionths = Int64(scaled)
  }

  /// Reads `2.00`, as people write it.
  package init?(_ text: some StringProtocol) {
    guard let dollars = JSONNumber(text)?.double else { return nil }
    self.init(dollars: dollars)
  }

  /// In dollars.
  var json: JSON { JSON(Double(billionths) / 1e9) }

  /// So many times as much; the most there is if that is beyond the range.
  func times(_ factor: Double) -> Money { Money(dollars: Double(billionths) / 1e9 * factor) ?? .most }

  private static let most = Money(billionths: .max)

  static func + (left: Money, right: Money) -> Money {
    let (sum, overflow) = left.billionths.addingReportingOverflow(right.billionths)
    return overflow ? .most : Money(billionths: sum)
  }

  /// What is left; 0 if that would be less than nothing.
  static func - (left: Money, right: Money) -> Money {
    Money(billionths: max(0, left.billionths - right.billionths))
  }
}

extension Money: Comparable {
  package static func < (left: Money, right: Money) -> Bool { left.billionths < right.billionths }
}

extension Money: CustomStringConvertible {
  /// `$0.70`; below ten cents with its first two digits that count, `$0.005`.
  package var description: String {
    if billionths == 0 { return "$0" }
    if billionths >= 100_000_000 || billionths.isMultiple(of: 10_000_000) { return "$" + rounded(to: 2) }
    var digits = 9
    var rest = billionths
    while rest >= 100 {
      rest /= 10
      digits -= 1
    }
    var text = rounded(to: digits)
    while text.hasSuffix("0") { text.removeLast() }
    return "$" + text
  }

  private func rounded(to digits: Int) -> String {
    var unit: Int64 = 1
    for _ in digits..<9 { unit *= 10 }
    let whole = billionths / unit + (billionths % unit >= (unit + 1) / 2 && unit > 1 ? 1 : 0)
    var fraction = String(whole)
    while fraction.count <= digits { fraction = "0" + fraction }
    return fraction.dropLast(digits) + "." + fraction.suffix(digits)
  }
}

extension Money: ArgumentType {
  static var label: String { "DOLLARS" }

  init(reading content: Argument.Content) throws {
    let text: String? =
      switch content {
      case .word(let word): word.hasPrefix("$") ? String(word.dropFirst()) : word
      case .value(.data(let json)): json.number?.text ?? json.string
      default: nil
      }
    guard let money = text.flatMap({ Money($0) }) else { throw Failure.wants("an amount of dollars, like 2.50") }
    self = money
  }
}
