import Diagnostics
import JSON

/// Sums and products of numbers: exactly, as on paper, where they have few
/// enough digits, all others in binary floating point.
struct Arithmetic {
  /// A decimal of more digits was rounded before, as a third is. What a
  /// `Double` makes of it is nearer to what was meant.
  private static let exactDigits = 15

  let name: BinaryOperator
  let left: JSONNumber
  let right: JSONNumber

  func result() -> Result<JSONNumber, Diagnostic> {
    if let whole { return .success(JSONNumber(whole)) }
    if let exact { return .success(JSONNumber(exact)) }
    guard let left = left.double, let right = right.double else { return .failure(.numberOverflow) }
    guard name != .divide || right != 0 else { return .failure(.divisionByZero) }
    guard !self.left.isTooLong, !self.right.isTooLong else { return .failure(.numberOverflow) }
    return fractional(left, right)
  }

  /// The shortest way, which loops of a million rounds take.
  private var whole: Int? {
    guard let left = Int(left.text), let right = Int(right.text) else { return nil }
    let (value, overflow) =
      switch name {
      case .plus: left.addingReportingOverflow(right)
      case .minus: left.subtractingReportingOverflow(right)
      case .times: left.multipliedReportingOverflow(by: right)
      default: quotient(left, right)
      }
    return overflow ? nil : value
  }

  /// - Returns: an overflow where the quotient is not whole.
  private func quotient(_ left: Int, _ right: Int) -> (partialValue: Int, overflow: Bool) {
    let (remainder, overflow) = left.remainderReportingOverflow(dividingBy: right)
    guard remainder == 0, !overflow else { return (0, true) }
    return left.dividedReportingOverflow(by: right)
  }

  private var exact: ExactDecimal? {
    guard let left = ExactDecimal(left), let right = ExactDecimal(right), isKept(left), isKept(right) else {
      return nil
    }
    return switch name {
    case .plus: left + right
    case .minus: (-right).flatMap { left + $0 }
    case .times: left * right
    default: left / right
    }
  }

  private func isKept(_ value: ExactDecimal) -> Bool { value.isWhole || value.precision <= Self.exactDigits }

  private func fractional(_ left: Double, _ right: Double) -> Result<JSONNumber, Diagnostic> {
    let value =
      switch name {
      case .plus: left + right
      case .minus: left - right
      case .times: left * right
      default: left / right
      }
    return JSONNumber(value).map(Result.success) ?? .failure(.numberOverflow)
  }
}

extension JSONNumber {
  /// A whole number of more digits than arithmetic can keep.
  fileprivate var isTooLong: Bool { Int(text) == nil && text.utf8.allSatisfy { $0 != 0x2E && $0 | 0x20 != 0x65 } }
}

extension Diagnostic {
  fileprivate static let numberOverflow = Diagnostic(
    code: "number-overflow", "the result is beyond what numbers can hold exactly")
  fileprivate static let divisionByZero = Diagnostic(code: "division-by-zero", "this divides by zero")
}
