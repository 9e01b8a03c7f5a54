package import JSON

/// One way in which an input breaks its schema.
package struct Violation: Error, Equatable, Sendable {
  package enum Fault: Equatable, Sendable {
    /// A required parameter is not there.
    case missing
    case wrongType(expected: ValueType)
    case notOneOf([JSON])
    case tooSmall(Bounds.Limit)
    case tooLarge(Bounds.Limit)
    case notMultiple(of: JSONNumber)
    /// Texts, in Unicode scalars.
    case tooShort(minimum: Int)
    case tooLong(maximum: Int)
    /// Lists, in elements.
    case tooFew(minimum: Int)
    case tooMany(maximum: Int)
    /// The text does not match this regular expression.
    case pattern(String)
    /// `known` are the names that stand at this place, none if it is no record.
    case unknownParameter(name: String, known: [String])
    /// An index beyond the end of a list with `count` elements.
    case noSuchElement(count: Int)
  }

  /// Where, from the input; what is missing or unknown is the last step.
  package var path: JSONPath
  package let fault: Fault
  /// The value at fault; nil if there is none.
  package let actual: JSON?

  package init(_ fault: Fault, at path: JSONPath = JSONPath(), actual: JSON? = nil) {
    self.path = path
    self.fault = fault
    self.actual = actual
  }
}

extension Violation {
  /// The same, seen from `steps` further up.
  func under(_ steps: [JSONPath.Step]) -> Violation {
    Violation(fault, at: JSONPath(steps + path.steps), actual: actual)
  }
}
