package import JSON

/// Between which limits a number must lie.
package struct Bounds: Sendable, Equatable {
  package struct Limit: Sendable, Equatable {
    package let value: JSONNumber
    /// Whether the limit itself is out of bounds.
    package let isExclusive: Bool

    package init(_ value: JSONNumber, isExclusive: Bool = false) {
      self.value = value
      self.isExclusive = isExclusive
    }
  }

  package var lower: Limit?
  package var upper: Limit?
  package var multipleOf: JSONNumber?

  package init(lower: Limit? = nil, upper: Limit? = nil, multipleOf: JSONNumber? = nil) {
    self.lower = lower
    self.upper = upper
    self.multipleOf = multipleOf
  }
}

extension Bounds {
  /// What is wrong with a number; nil if nothing is.
  func fault(of number: JSONNumber) -> Violation.Fault? {
    if let lower, number.isBeyond(lower, by: -1) { return .tooSmall(lower) }
    if let upper, number.isBeyond(upper, by: 1) { return .tooLarge(upper) }
    if let multipleOf, !number.isMultiple(of: multipleOf) { return .notMultiple(of: multipleOf) }
    return nil
  }
}

extension JSONNumber {
  fileprivate func isBeyond(_ limit: Bounds.Limit, by direction: Int) -> Bool {
    let order = compare(limit.value)
    return order == direction || (order == 0 && limit.isExclusive)
  }

  /// Whole numbers exactly; others within a billionth of their size, as the
  /// platform's validator does: 0.15 is a multiple of 0.05.
  fileprivate func isMultiple(of step: JSONNumber) -> Bool {
    if let value = Int(text), let step = Int(step.text) { return step == 0 || value.isMultiple(of: step) }
    guard let value = double, let step = step.double, step != 0 else { return true }
    let rest = abs(value.truncatingRemainder(dividingBy: step))
    let tolerance = abs(value) / 1e9
    return rest <= tolerance || abs(rest - abs(step)) <= tolerance
  }

  /// Whether this is a whole number, however it is written.
  var isInteger: Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) } || int != nil }
}
