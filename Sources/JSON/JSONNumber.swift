/// A number as it was written: its text is kept, so that printing it gives
/// back every digit. Two numbers are equal when their texts are; to compare
/// by value, use `compare(_:)`.
package struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
  /// The digits, in the grammar of RFC 8259, section 6.
  package let text: String

  /// - Returns: nil if `text` is not a number in JSON's grammar (`007`,
  ///   `.5`, `1_000`, `NaN`).
  package init?(_ text: some StringProtocol) {
    var scanner = JSONScanner(Array(text.utf8))
    guard let end = scanner.scanNumber(), end == scanner.bytes.count else { return nil }
    self.text = String(text)
  }

  package init(_ value: Int) { text = String(value) }

  /// - Returns: nil if the value is infinite or not a number.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    if value == value.rounded(), abs(value) < 1e15 {
      text = value.sign == .minus && value == 0 ? "-0" : String(Int(value))
    } else {
      text = "\(value)"
    }
  }

  /// Text that the scanner has already found to be a number.
  init(scanned text: String) { self.text = text }

  package var description: String { text }

  /// The value, if it is a whole number that fits (`3`, `3.0` and `3e2` are).
  package var int: Int? { Int(text) ?? double.flatMap { Int(exactly: $0) } }

  /// The nearest `Double`; nil beyond its range (`1e400`).
  package var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  /// The order by value, to the last digit: negative if this is less than
  /// `other`, 0 if equal.
  package func compare(_ other: JSONNumber) -> Int {
    if let left = Int(text), let right = Int(other.text) { return left < right ? -1 : left > right ? 1 : 0 }
    return parts.compare(other.parts)
  }
}
