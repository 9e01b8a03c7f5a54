import Diagnostics
import JSON

/// Sums and products of numbers: whole numbers exactly as long as they fit,
/// all others in binary floating point.
struct Arithmetic {
  let name: BinaryOperator
  let left: JSONNumber
  let right: JSONNumber

  func result() -> Result<JSONNumber, Diagnostic> {
    if let left = Int(left.text), let right = Int(right.text) { return whole(left, right) }
    guard !left.isTooLong, !right.isTooLong, let left = left.double, let right = right.double else {
      return .failure(.numberOverflow)
    }
    return fractional(left, right)
  }

  private func whole(_ left: Int, _ right: Int) -> Result<JSONNumber, Diagnostic> {
    switch name {
    case .plus: exact(left.addingReportingOverflow(right))
    case .minus: exact(left.subtractingReportingOverflow(right))
    case .times: exact(left.multipliedReportingOverflow(by: right))
    default: quotient(left, right)
    }
  }

  private func exact(_ result: (partialValue: Int, overflow: Bool)) -> Result<JSONNumber, Diagnostic> {
    result.overflow ? .failure(.numberOverflow) : .success(JSONNumber(result.partialValue))
  }

  private func quotient(_ left: Int, _ right: Int) -> Result<JSONNumber, Diagnostic> {
    guard right != 0 else { return .failure(.divisionByZero) }
    let (remainder, overflow) = left.remainderReportingOverflow(dividingBy: right)
    guard remainder == 0 || overflow else { return fractional(Double(left), Double(right)) }
    return exact(left.dividedReportingOverflow(by: right))
  }

  private func fractional(_ left: Double, _ right: Double) -> Result<JSONNumber, Diagnostic> {
    if name == .divide, right == 0 { return .failure(.divisionByZero) }
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
